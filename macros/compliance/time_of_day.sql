{# Expression: the time of the day of a wall-clock time, in microseconds (bigint) since midnight. #}
{% macro time_of_day(local_time) -%}
    {{ elapsed_microseconds(dbt.date_trunc('day', local_time) | trim, local_time) }}
{%- endmacro %}
