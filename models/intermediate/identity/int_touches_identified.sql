{{ config(materialized='view') }}

with touches as (
    select
        *,
        case when user_hash is null then device_hash end as unidentified_device_hash
    from {{ ref('int_touches_accepted') }}
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'message_events'
),

held as (
    select
        touches.*,
        coalesce(touches.user_hash, devices.sole_user_hash, contested_events.user_hash) as holder_user_hash
    from touches
    left join devices on touches.unidentified_device_hash = devices.device_hash
    left join contested_events on touches.event_hash = contested_events.event_hash
)

select
    touch_id,
    scope_hash,
    campaign_id,
    channel,
    event_type,
    touched_at,
    device_hash,
    {{ person_hash('user_hash', 'holder_user_hash', 'device_hash') }} as person_hash,
    holder_user_hash is not null as is_identified,
    batch
from held
