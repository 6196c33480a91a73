{{ config(materialized='view') }}

with scopes as (
    select scopes.*
    from {{ ref('int_scopes_listed') }} as scopes
    inner join {{ ref('int_campaigns_known') }} as campaigns on scopes.campaign_id = campaigns.campaign_id
),

touches_without_copies as (
    select arrived.*
    from {{ ref('int_touches_arrived') }} as arrived
    left join {{ ref('int_message_events_copied') }} as copied on arrived.event_hash = copied.event_hash
    where copied.event_hash is null
),

kept_copies as (
    select
        event_hash,
        event_id as touch_id,
        scope_hash,
        occurred_at as touched_at,
        device_hash,
        user_hash,
        batch
    from {{ ref('int_message_events_repeated') }}
    where copy_number = 1 and scope_hash is not null
),

touches as (
    select * from touches_without_copies
    union all
    select * from kept_copies
)

select
    touches.event_hash,
    touches.touch_id,
    touches.scope_hash,
    scopes.campaign_id,
    scopes.channel,
    scopes.event_type,
    touches.touched_at,
    touches.device_hash,
    touches.user_hash,
    touches.batch
from touches
inner join scopes on touches.scope_hash = scopes.scope_hash
