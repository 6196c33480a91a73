with touches as (
    select * from {{ ref('int_touches_accepted') }}
    where user_hash is null
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'message_events' and known_at is not null
)

select
    touches.touch_id,
    touches.scope_hash,
    touches.touched_at,
    touches.device_hash,
    coalesce(devices.sole_user_hash, contested_events.user_hash) as person_hash,
    case when devices.sole_user_hash is not null then devices.first_asserted_at else contested_events.known_at end
        as known_at
from touches
inner join devices on touches.device_hash = devices.device_hash
left join contested_events on touches.event_hash = contested_events.event_hash
where
    case
        when devices.sole_user_hash is not null then devices.first_asserted_at > touches.touched_at
        else contested_events.known_at is not null
    end
