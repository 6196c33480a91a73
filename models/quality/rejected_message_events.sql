{{ config(materialized='incremental_by_arrival') }}

with rejected as (
    select * from {{ ref('int_message_events_checked') }}
    where rejection_reason is not null and {{ is_unread_batch('batch') }}
),

devices as (
    select * from {{ ref('int_persons_listed') }}
    where person_hash in (select rejected.device_hash from rejected)
),

users as (
    select * from {{ ref('int_persons_listed') }}
    where person_hash in (select rejected.user_hash from rejected)
)

select
    rejected.event_id,
    rejected.event_type,
    rejected.channel,
    rejected.occurred_at,
    rejected.received_at,
    rejected.campaign_id,
    rejected.message_id,
    {{ pseudonym('substr(devices.user_key, 3)') }} as device_id,
    {{ pseudonym('substr(users.user_key, 3)') }} as user_id,
    rejected.platform,
    rejected.trigger_type,
    rejected.message_format,
    rejected.click_target,
    rejected.element_id,
    rejected.element_label,
    rejected.reason,
    rejected.variant,
    rejected.rejection_reason
from rejected
left join devices on rejected.device_hash = devices.person_hash
left join users on rejected.user_hash = users.person_hash
