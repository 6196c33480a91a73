{#
    Expression (window): how many messages a person received before a message or a moment at which one was held back, in the hours until
    then, the instant at which the hours begin included: all before it less those before the hours, which are sorted together. Needs
    person_hash, happened_at, event_id (which orders what happened at one instant) and is_received.
#}
{% macro messages_in_window(hours) -%}
    cast(
        coalesce(sum(cast(is_received as integer)) over (
            partition by person_hash
            order by happened_at, event_id rows between unbounded preceding and 1 preceding
        ), 0) - coalesce(sum(cast(is_received as integer)) over (
            partition by person_hash
            order by happened_at
            range between unbounded preceding and {{ (hours * 3600000000) | round | int + 1 }} preceding
        ), 0) as bigint
    )
{%- endmacro %}
