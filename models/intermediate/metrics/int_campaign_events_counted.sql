with message_events as (
    select * from {{ ref('int_message_events_accepted') }}
),

hours as (
    select * from {{ ref('int_hours_dated') }}
),

dated as (
    select
        message_events.*,
        {{ report_date_of('message_events.occurred_at', 'hours.report_date') }} as report_date
    from message_events
    left join hours on {{ hour_of('message_events.occurred_at') }} = hours.hour_at
)

select
    campaign_id,
    channel,
    report_date,
    event_type,
    platform,
    reason,
    click_target,
    count(*) as events,
    count(variant) as events_with_variant,
    min(occurred_at) as first_occurred_at,
    max(occurred_at) as last_occurred_at,
    max(received_at) as last_received_at
from dated
group by campaign_id, channel, report_date, event_type, platform, reason, click_target
