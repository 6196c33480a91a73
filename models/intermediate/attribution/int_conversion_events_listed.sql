with purchase_events as (
    select event_name from {{ ref('stg_purchase_events') }}
    where role = 'purchase'
),

goals as (
    select distinct event_name from {{ ref('stg_campaign_conversion_events') }}
)

select
    event_name,
    'purchase' as conversion_kind
from purchase_events

union all

select
    goals.event_name,
    'standard' as conversion_kind
from goals
left join purchase_events on goals.event_name = purchase_events.event_name
where purchase_events.event_name is null
