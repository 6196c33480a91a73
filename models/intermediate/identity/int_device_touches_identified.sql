{{ config(materialized='view') }}

select
    events.event_id as touch_id,
    kinds.scope_hash,
    events.occurred_at as touched_at,
    events.device_hash,
    events.person_hash,
    events.is_identified,
    events.known_at,
    events.batch
from {{ ref('int_device_message_events_identified') }} as events
inner join {{ ref('int_message_kinds_listed') }} as kinds on events.kind_hash = kinds.kind_hash
where kinds.scope_hash is not null
