{{ config(meta={'uncompressed': ['touch_id']}) }}

with touches as (
    select * from {{ ref('int_touches_accepted') }}
    where user_hash is null
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
        coalesce(devices.sole_user_hash, contested_events.user_hash) as holder_user_hash,
        case
            when devices.sole_user_hash is null then contested_events.known_at
            when devices.first_asserted_at > touches.touched_at then devices.first_asserted_at
        end as known_at
    from touches
    left join devices on touches.device_hash = devices.device_hash
    left join contested_events on touches.event_hash = contested_events.event_hash
)

select
    touch_id,
    scope_hash,
    touched_at,
    device_hash,
    {{ person_hash('user_hash', 'holder_user_hash', 'device_hash') }} as person_hash,
    holder_user_hash is not null as is_identified,
    known_at,
    batch
from held
