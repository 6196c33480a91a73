{#
    The report date of very many events: looked up by the hour in int_hours_dated, since converting each timestamp costs thirty times
    as much. The few hours that have no single date are not there.
#}

{# Expression: the hour (timestamp) in which a timestamp lies. #}
{% macro hour_of(occurred_at) -%}
    cast({{ dbt.date_trunc('hour', occurred_at) | trim }} as timestamp)
{%- endmacro %}

{# Expression: the report date (date) of a timestamp, given that of its hour or null. #}
{% macro report_date_of(occurred_at, date_of_hour) -%}
    coalesce({{ date_of_hour }}, cast({{ in_report_timezone(occurred_at) }} as date))
{%- endmacro %}
