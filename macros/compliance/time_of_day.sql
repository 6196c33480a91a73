{# Expression: the time of the day of a wall-clock time, in microseconds (bigint) since midnight. #}
{% macro time_of_day(local_time) -%}
    {{ elapsed_microseconds("date_trunc('day', " ~ local_time ~ ")", local_time) }}
{%- endmacro %}
