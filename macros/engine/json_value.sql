{#
    Expression: the JSON value of the property named by a key: at the top level of the object when it is there (even if null), else along
    the key's dots; null when there is none.
#}
{% macro json_value(object, key) %}
    {{- return(adapter.dispatch('json_value', 'lookback')(object, key)) -}}
{% endmacro %}

{% macro duckdb__json_value(object, key) -%}
    {%- set pointer = "'/' || replace(replace(" ~ key ~ ", '~', '~0'), '/', '~1')" -%}
    coalesce(
        json_extract({{ object }}, {{ pointer }}),
        json_extract({{ object }}, replace({{ pointer }}, '.', '/'))
    )
{%- endmacro %}
