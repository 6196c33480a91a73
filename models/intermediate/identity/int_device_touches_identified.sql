{{ config(meta={'uncompressed': ['touch_id']}) }}

with held as (
    {{ events_of_devices(
        ref('int_touches_accepted'),
        ref('int_devices_summarized'),
        ref('int_device_events_resolved'),
        'message_events',
        'touched_at'
    ) }}
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
