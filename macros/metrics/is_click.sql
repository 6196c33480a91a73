{# Predicate: an event is a click of its channel: on push an open counts too ("opens and button clicks"). #}
{% macro is_click(channel, event_type) -%}
    ({{ event_type }} = 'click' or ({{ channel }} = 'push' and {{ event_type }} = 'open'))
{%- endmacro %}
