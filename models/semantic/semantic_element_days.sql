with counted_clicks as (
    select
        *,
        {{ clicked_element('event_type', 'click_target', 'element_id') }} as element
    from {{ ref('int_campaign_events_counted') }}
    where {{ is_click('channel', 'event_type') }}
),

clicks as (
    select
        campaign_id,
        channel,
        element as element_id,
        report_date,
        cast(sum(events) as bigint) as clicks
    from counted_clicks
    group by campaign_id, channel, element, report_date
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
