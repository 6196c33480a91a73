with message_events as (
    select
        *,
        {{ clicked_element('event_type', 'click_target', 'element_id') }} as element
    from {{ ref('int_message_events_accepted') }}
    where {{ is_click('channel', 'event_type') }}
),

hours as (
    select * from {{ ref('int_hours_dated') }}
),

clicks as (
    select
        message_events.campaign_id,
        message_events.channel,
        message_events.element,
        {{ report_date_of('message_events.occurred_at', 'hours.report_date') }} as report_date,
        count(*) as clicks
    from message_events
    left join hours on {{ hour_of('message_events.occurred_at') }} = hours.hour_at
    group by 1, 2, 3, 4
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
        and elements.element_id = clicks.element
        and days.report_date = clicks.report_date
