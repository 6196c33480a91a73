{#
    Expression: the wall-clock time (timestamp) in the report time zone of a timestamp, given that of its hour's beginning or null: looked
    up by the hour, as the report date is.
#}
{% macro local_time_of(occurred_at, local_hour_at) -%}
    coalesce(
        {{ moved_by(local_hour_at, hour_of(occurred_at), occurred_at) }}, {{ in_report_timezone(occurred_at) }}
    )
{%- endmacro %}
