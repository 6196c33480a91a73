with latest_events as (
    select max(last_received_at) as received_at from {{ ref('int_campaign_events_counted') }}
    union all
    select max(received_at) as received_at from {{ ref('int_app_events_accepted') }}
),

reached as (
    select
        max(received_at) as received_until,
        max(received_at) - {{ interval_of(var('settlement_hours') * 3600) }} as final_until
    from latest_events
)

select
    received_until,
    final_until,
    cast({{ in_report_timezone('final_until + ' ~ interval_literal(1, 'microsecond')) }} as date) as first_open_date
from reached
