{# Predicate: an event can assign its person to a variant: it was held out, or meant to get the message, whatever came of it. #}
{% macro is_assignment(channel, event_type) -%}
    (
        {{ event_type }} in ('held_out', 'targeted', 'sent')
        or ({{ event_type }} = 'impression' and {{ channel }} = 'in_app')
    )
{%- endmacro %}
