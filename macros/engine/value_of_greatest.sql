{# Expression (aggregate): the value, null or not, of the row whose key is greatest. #}
{% macro value_of_greatest(value, key) %}
    {{- return(adapter.dispatch('value_of_greatest', 'lookback')(value, key)) -}}
{% endmacro %}

{% macro duckdb__value_of_greatest(value, key) -%}
    arg_max_null({{ value }}, {{ key }})
{%- endmacro %}

{% macro spark__value_of_greatest(value, key) -%}
    max_by({{ value }}, {{ key }})
{%- endmacro %}

{% macro default__value_of_greatest(value, key) -%}
    max_by({{ value }}, {{ key }})
{%- endmacro %}

{% macro bigquery__value_of_greatest(value, key) -%}
    any_value({{ value }} having max {{ key }})
{%- endmacro %}

{% macro postgres__value_of_greatest(value, key) -%}
    (array_agg({{ value }} order by {{ key }} desc))[1]
{%- endmacro %}
