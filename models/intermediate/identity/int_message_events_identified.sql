{{ config(materialized='view') }}

with message_events as (
    select
        *,
        case when user_hash is null then device_hash end as unidentified_device_hash
    from {{ ref('int_message_events_accepted') }}
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'message_events'
)

select
    message_events.event_id,
    message_events.event_type,
    message_events.channel,
    message_events.occurred_at,
    message_events.campaign_id,
    message_events.message_id,
    message_events.reason,
    message_events.variant,
    message_events.batch,
    {{ person_hash(
        'message_events.user_hash',
        'coalesce(devices.sole_user_hash, contested_events.user_hash)',
        'message_events.device_hash'
    ) }} as person_hash
from message_events
left join devices on message_events.unidentified_device_hash = devices.device_hash
left join contested_events on message_events.event_hash = contested_events.event_hash
