{{ config(materialized='incremental_by_arrival', meta={'uncompressed': ['touch_id']}) }}

select
    event_hash,
    event_id as touch_id,
    scope_hash,
    occurred_at as touched_at,
    device_hash,
    user_hash,
    batch
from {{ ref('int_message_events_described') }}
where defect is null and scope_hash is not null and {{ is_unread_batch('batch') }}
