{#
    Predicate: a wall-clock time is too late to begin to send advertising, which may take a while: after 20:30 (at 20:30 it is not), or
    at night.
#}
{% macro is_scheduled_late(local_time) -%}
    ({{ time_of_day(local_time) }} > 20 * 3600000000 + 30 * 60000000 or {{ is_at_night(local_time) }})
{%- endmacro %}
