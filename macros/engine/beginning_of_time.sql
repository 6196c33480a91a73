{# Expression: a timestamp before every other. #}
{% macro beginning_of_time() %}
    {{- return(adapter.dispatch('beginning_of_time', 'lookback')()) -}}
{% endmacro %}

{% macro duckdb__beginning_of_time() -%}
    cast('-infinity' as timestamp)
{%- endmacro %}

{% macro spark__beginning_of_time() -%}
    timestamp '-290308-12-22 00:00:00'
{%- endmacro %}

{% macro default__beginning_of_time() -%}
    timestamp '0001-01-01 00:00:00'
{%- endmacro %}

{% macro postgres__beginning_of_time() -%}
    cast('-infinity' as timestamp)
{%- endmacro %}
