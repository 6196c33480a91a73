-- The KPI events are the conversions credited under growth_action, campaign by campaign and event by event.
with credits as (
    select
        campaign_id,
        event_name,
        count(*) as events
    from {{ ref('conversion_credits') }}
    where ruleset = 'growth_action'
    group by campaign_id, event_name
)

select
    coalesce(credits.campaign_id, kpi_events.campaign_id) as campaign_id,
    coalesce(credits.event_name, kpi_events.event_name) as event_name
from credits
full outer join {{ ref('kpi_events') }} as kpi_events
    on credits.campaign_id = kpi_events.campaign_id and credits.event_name = kpi_events.event_name
where credits.events is distinct from kpi_events.events
