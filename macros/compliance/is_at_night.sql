{# Predicate: a wall-clock time is at night, when advertising needs a consent of its own: from 21:00 until just before 8:00. #}
{% macro is_at_night(local_time) -%}
    ({{ time_of_day(local_time) }} >= 21 * 3600000000 or {{ time_of_day(local_time) }} < 8 * 3600000000)
{%- endmacro %}
