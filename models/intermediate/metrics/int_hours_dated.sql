{{ config(materialized='incremental_by_arrival', unique_key=['hour_at']) }}

with hours as (
    select distinct {{ hour_of('occurred_at') }} as hour_at from {{ ref('int_message_events_arrived') }}
    where defect is null and {{ is_unread_batch('batch') }}
),

ends as (
    select
        hour_at,
        {{ in_report_timezone('hour_at') }} as local_hour_at,
        {{ in_report_timezone('hour_at + ' ~ interval_literal(1, 'hour')) }} as local_end
    from hours
)

select
    hour_at,
    local_hour_at,
    cast(local_hour_at as date) as report_date
from ends
where
    local_end = local_hour_at + {{ interval_literal(1, 'hour') }}
    and cast(local_end - {{ interval_literal(1, 'microsecond') }} as date) = cast(local_hour_at as date)
