{# Predicate: the person is a user, not a device that nobody has logged in on. #}
{% macro is_identified(user_key) -%}
    ({{ user_key }} like 'u:%')
{%- endmacro %}
