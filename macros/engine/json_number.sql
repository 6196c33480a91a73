{# Expression: the JSON number at a path as text (a double in its shortest form); null when there is something else or nothing. #}
{% macro json_number(object, path) %}
    {{- return(adapter.dispatch('json_number', 'lookback')(object, path)) -}}
{% endmacro %}

{% macro duckdb__json_number(object, path) -%}
    case when json_type({{ object }}, {{ path }}) in ('BIGINT', 'UBIGINT', 'DOUBLE') then json_extract_string({{ object }}, {{ path }}) end
{%- endmacro %}
