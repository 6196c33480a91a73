{#
    Expression: where the property named by a key is in a JSON object, as a JSON pointer: at the top level when it is there
    (even if null), else along the key's dots.
#}
{% macro json_path(object, key) %}
    {{- return(adapter.dispatch('json_path', 'lookback')(object, key)) -}}
{% endmacro %}

{% macro duckdb__json_path(object, key) -%}
    {%- set name = "replace(replace(" ~ key ~ ", '~', '~0'), '/', '~1')" -%}
    case
        when json_exists({{ object }}, '/' || {{ name }}) then '/' || {{ name }}
        else '/' || replace({{ name }}, '.', '/')
    end
{%- endmacro %}
