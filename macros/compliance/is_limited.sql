{#
    Predicate: a message event counts for the limits of the var `fatigue_limits`: a message on a channel that has one was sent, or held back
    because of it.
#}
{% macro is_limited(channel, event_type, reason) -%}
    (
        {{ is_in_list(channel, var('fatigue_limits') | map(attribute='channel') | list) }}
        and ({{ event_type }} = 'sent' or ({{ event_type }} = 'restricted' and {{ reason }} = 'fatigue'))
    )
{%- endmacro %}
