{{ config(materialized='view') }}

select
    event_id,
    kind_hash,
    event_type,
    channel,
    occurred_at,
    campaign_id,
    message_id,
    reason,
    batch,
    user_hash as person_hash
from {{ ref('int_message_events_accepted') }}
where user_hash is not null

union all

select
    events.event_id,
    events.kind_hash,
    kinds.event_type,
    kinds.channel,
    events.occurred_at,
    kinds.campaign_id,
    events.message_id,
    kinds.reason,
    events.batch,
    events.person_hash
from {{ ref('int_device_message_events_identified') }} as events
inner join {{ ref('int_message_kinds_listed') }} as kinds on events.kind_hash = kinds.kind_hash
