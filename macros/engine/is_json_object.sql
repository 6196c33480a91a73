{# Predicate: the text is a JSON object. False, not an error, for malformed text; null for null. #}
{% macro is_json_object(text) %}
    {{- return(adapter.dispatch('is_json_object', 'lookback')(text)) -}}
{% endmacro %}

{% macro duckdb__is_json_object(text) -%}
    (case when json_valid({{ text }}) then json_type({{ text }}) = 'OBJECT' when {{ text }} is not null then false end)
{%- endmacro %}
