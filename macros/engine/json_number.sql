{# Expression: a JSON value that is a number as text (a double in its shortest form); null for anything else. #}
{% macro json_number(value) %}
    {{- return(adapter.dispatch('json_number', 'lookback')(value)) -}}
{% endmacro %}

{% macro duckdb__json_number(value) -%}
    case when json_type({{ value }}) in ('BIGINT', 'UBIGINT', 'DOUBLE') then json_extract_string({{ value }}, '$') end
{%- endmacro %}
