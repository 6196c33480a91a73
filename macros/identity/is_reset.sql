{# Predicate: an app event hands its device to the next person. #}
{% macro is_reset(event_name) -%}
    ({{ event_name }} in ({{ text_list(var('identity_reset_events')) }}))
{%- endmacro %}
