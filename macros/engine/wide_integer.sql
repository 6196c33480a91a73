{# Type name: an exact integer of at least 38 digits, for hundredths of money times shares. #}
{% macro wide_integer() %}
    {{- return(adapter.dispatch('wide_integer', 'lookback')()) -}}
{% endmacro %}

{% macro duckdb__wide_integer() -%}
    hugeint
{%- endmacro %}

{% macro spark__wide_integer() -%}
    decimal(38, 0)
{%- endmacro %}

{% macro default__wide_integer() -%}
    decimal(38, 0)
{%- endmacro %}

{% macro bigquery__wide_integer() -%}
    bignumeric(38, 0)
{%- endmacro %}
