with credits as (
    select * from {{ ref('int_credits_counted') }}
    where ruleset = 'growth_action'
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

kpi_events as (
    select
        credits.campaign_id,
        credits.event_name,
        count(*) as events,
        count(distinct conversions.device_id) as unique_devices,
        count(distinct case when {{ is_identified('conversions.user_key') }} then conversions.person_hash end) as users
    from credits
    inner join conversions on credits.conversion_hash = conversions.conversion_hash
    group by credits.campaign_id, credits.event_name
),

joined as (
    select
        kpi_events.*,
        campaigns.channel,
        counts.sent,
        counts.clicks,
        counts.unique_clicks
    from kpi_events
    inner join {{ ref('int_campaigns_latest') }} as campaigns on kpi_events.campaign_id = campaigns.campaign_id
    inner join {{ ref('int_campaigns_counted') }} as counts on kpi_events.campaign_id = counts.campaign_id
)

select
    campaign_id,
    channel,
    event_name,
    events,
    unique_devices,
    users,
    sent,
    clicks,
    unique_clicks,
    case when channel != 'in_app' then {{ rate('events', 'sent') }} end as events_per_send,
    case when channel = 'in_app' then {{ rate('events', 'clicks') }} end as events_per_click,
    case when channel = 'in_app' then {{ rate('events', 'unique_clicks') }} end as events_per_unique_click
from joined
