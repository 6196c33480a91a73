{{ config(materialized='view') }}

with touches as (
    select
        event_hash,
        event_id as touch_id,
        campaign_id,
        channel,
        event_type,
        occurred_at as touched_at,
        device_hash,
        user_hash
    from {{ ref('int_message_events_accepted') }}
    where event_type in ('sent', 'impression', 'open', 'click')
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'message_events'
),

touches_of_users as (
    select
        *,
        user_hash as holder_user_hash
    from touches
    where user_hash is not null
),

touches_of_devices as (
    select
        touches.*,
        coalesce(devices.sole_user_hash, contested_events.user_hash) as holder_user_hash
    from touches
    left join devices on touches.device_hash = devices.device_hash
    left join contested_events on touches.event_hash = contested_events.event_hash
    where touches.user_hash is null
),

held as (
    select * from touches_of_users
    union all
    select * from touches_of_devices
)

select
    touch_id,
    campaign_id,
    channel,
    event_type,
    touched_at,
    device_hash,
    {{ person_hash('user_hash', 'holder_user_hash', 'device_hash') }} as person_hash,
    holder_user_hash is not null as is_identified
from held
