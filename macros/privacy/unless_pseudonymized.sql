{# Expression: a text that may hold ids anywhere, or null when the var pseudonymize_user_ids is true. #}
{% macro unless_pseudonymized(text) -%}
    {{ 'cast(null as string)' if var('pseudonymize_user_ids') else text }}
{%- endmacro %}
