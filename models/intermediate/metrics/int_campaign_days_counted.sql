with message_events as (
    select * from {{ ref('int_message_events_accepted') }}
),

hours as (
    select * from {{ ref('int_hours_dated') }}
),

dated as (
    select
        message_events.*,
        {{ report_date_of('message_events.occurred_at', 'hours.report_date') }} as report_date,
        {{ is_click('message_events.channel', 'message_events.event_type') }} as is_click
    from message_events
    left join hours on {{ hour_of('message_events.occurred_at') }} = hours.hour_at
)

select
    campaign_id,
    channel,
    report_date,
    {{ count_by_platform("event_type = 'targeted'", 'targeted') }},
    {{ count_by_platform("event_type = 'sent'", 'sent') }},
    count(*) filter (where event_type = 'failed') as failed,
    count(*) filter (where event_type = 'restricted') as restricted,
    count(*) filter (where event_type = 'restricted' and reason = 'fatigue') as restricted_fatigue,
    count(*) filter (where event_type = 'restricted' and reason = 'do_not_disturb') as restricted_do_not_disturb,
    {{ count_by_platform("event_type = 'impression'", 'impressions') }},
    {{ count_by_platform('is_click', 'clicks') }},
    count(*) filter (where event_type = 'open') as opens,
    count(*) filter (where event_type = 'click' and click_target = 'button') as button_clicks,
    min(occurred_at) filter (where event_type = 'sent') as first_sent_at,
    max(occurred_at) filter (where event_type = 'sent') as last_sent_at,
    min(occurred_at) filter (where event_type = 'impression') as first_shown_at,
    max(occurred_at) filter (where event_type = 'impression') as last_shown_at
from dated
group by campaign_id, channel, report_date
