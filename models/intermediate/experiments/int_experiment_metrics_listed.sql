with experiments as (
    select * from {{ ref('int_experiments_listed') }}
),

goals as (
    select * from {{ ref('stg_campaign_conversion_events') }}
),

conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
)

select
    campaign_id,
    'purchases' as metric,
    cast(null as string) as event_name,
    'purchase' as conversion_kind,
    cast(null as integer) as window_hours
from experiments

union all

select
    goals.campaign_id,
    'goal:' || goals.event_name as metric,
    goals.event_name,
    conversion_events.conversion_kind,
    goals.window_hours
from goals
inner join experiments on goals.campaign_id = experiments.campaign_id
inner join conversion_events on goals.event_name = conversion_events.event_name
