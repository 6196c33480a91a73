{# Expression: the JSON string at a path, empty text as null; null when there is something else or nothing. #}
{% macro json_text(object, path) %}
    {{- return(adapter.dispatch('json_text', 'lookback')(object, path)) -}}
{% endmacro %}

{% macro duckdb__json_text(object, path) -%}
    case json_type({{ object }}, {{ path }}) when 'VARCHAR' then nullif(json_extract_string({{ object }}, {{ path }}), '') end
{%- endmacro %}
