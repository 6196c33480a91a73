{# Expression (aggregate): the value, null or not, of the row whose key is smallest. #}
{% macro value_of_smallest(value, key) %}
    {{- return(adapter.dispatch('value_of_smallest', 'lookback')(value, key)) -}}
{% endmacro %}

{% macro duckdb__value_of_smallest(value, key) -%}
    arg_min_null({{ value }}, {{ key }})
{%- endmacro %}

{% macro spark__value_of_smallest(value, key) -%}
    min_by({{ value }}, {{ key }})
{%- endmacro %}

{% macro default__value_of_smallest(value, key) -%}
    min_by({{ value }}, {{ key }})
{%- endmacro %}

{% macro bigquery__value_of_smallest(value, key) -%}
    any_value({{ value }} having min {{ key }})
{%- endmacro %}

{% macro postgres__value_of_smallest(value, key) -%}
    (array_agg({{ value }} order by {{ key }}))[1]
{%- endmacro %}
