{{ config(materialized='view') }}

with app_events as (
    select * from {{ ref('int_app_events_accepted') }}
),

conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'app_events'
)

select
    app_events.event_hash as conversion_hash,
    app_events.event_id as conversion_id,
    app_events.event_name,
    conversion_events.conversion_kind,
    {{ person_hash(
        'app_events.user_hash',
        'coalesce(devices.sole_user_hash, contested_events.user_hash)',
        'app_events.device_hash'
    ) }} as person_hash,
    app_events.device_hash,
    app_events.platform,
    app_events.occurred_at as converted_at,
    case when conversion_events.conversion_kind = 'purchase' then app_events.order_id end as order_id,
    case when conversion_events.conversion_kind = 'purchase' then app_events.amount end as amount,
    case when conversion_events.conversion_kind = 'purchase' then app_events.currency end as currency
from app_events
inner join conversion_events on app_events.event_name = conversion_events.event_name
left join devices on app_events.device_hash = devices.device_hash
left join contested_events on app_events.event_hash = contested_events.event_hash
