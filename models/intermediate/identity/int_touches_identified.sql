{{ config(materialized='view') }}

select
    touch_id,
    scope_hash,
    campaign_id,
    channel,
    event_type,
    touched_at,
    device_hash,
    user_hash as person_hash,
    true as is_identified,
    batch
from {{ ref('int_touches_accepted') }}
where user_hash is not null

union all

select
    touches.touch_id,
    touches.scope_hash,
    scopes.campaign_id,
    scopes.channel,
    scopes.event_type,
    touches.touched_at,
    touches.device_hash,
    touches.person_hash,
    touches.is_identified,
    touches.batch
from {{ ref('int_device_touches_identified') }} as touches
inner join {{ ref('int_scopes_listed') }} as scopes on touches.scope_hash = scopes.scope_hash
