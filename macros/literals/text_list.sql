{# Expression list: text literals for an `in (…)`; one null, which nothing equals, for an empty list. #}
{% macro text_list(values) -%}
    {%- for value in values -%}
        {{ text_literal(value) }}{{ ', ' if not loop.last }}
    {%- else -%}
        null
    {%- endfor -%}
{%- endmacro %}
