with message_events as (
    select * from {{ ref('int_message_events_accepted') }}
    where {{ is_click('channel', 'event_type') }}
),

dated as (
    select
        message_events.campaign_id,
        message_events.channel,
        {{ clicked_element('message_events.event_type', 'message_events.click_target', 'message_events.element_id') }}
            as element_id,
        {{ report_date_of('message_events.occurred_at', 'hours.report_date') }} as report_date
    from message_events
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('message_events.occurred_at') }} = hours.hour_at
),

clicks as (
    select
        campaign_id,
        channel,
        element_id,
        report_date,
        count(*) as clicks
    from dated
    group by campaign_id, channel, element_id, report_date
),

elements as (
    select * from {{ ref('int_elements_counted') }}
),

days as (
    select * from {{ ref('int_campaign_days_reported') }}
)

select
    elements.campaign_id,
    elements.channel,
    elements.element_id,
    elements.element_label,
    elements.click_target,
    days.report_date,
    coalesce(clicks.clicks, 0) as clicks,
    {{ click_rate_base('days.channel', 'days.sent', 'days.impressions') }} as click_rate_base
from elements
inner join days on elements.campaign_id = days.campaign_id and elements.channel = days.channel
left join clicks
    on
        elements.campaign_id = clicks.campaign_id
        and elements.channel = clicks.channel
        and elements.element_id = clicks.element_id
        and days.report_date = clicks.report_date
