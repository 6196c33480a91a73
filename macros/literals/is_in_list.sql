{# Predicate: an expression is one of the texts of a list; false for null and for an empty list. #}
{% macro is_in_list(expression, values) -%}
    coalesce({{ expression }} in ({{ text_list(values) }}), false)
{%- endmacro %}
