{# Expression (aggregate): the sum of doubles, added in an order, so that the sum is the same whatever the order of the rows. #}
{% macro ordered_sum(value, sort_key) %}
    {{- return(adapter.dispatch('ordered_sum', 'lookback')(value, sort_key)) -}}
{% endmacro %}

{% macro duckdb__ordered_sum(value, sort_key) -%}
    sum({{ value }} order by {{ sort_key }})
{%- endmacro %}
