with rejected as (
    select * from {{ ref('int_message_events_checked') }}
    where rejection_reason is not null
),

persons as (
    select * from {{ ref('int_persons_listed') }}
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
left join persons as devices on rejected.device_hash = devices.person_hash
left join persons as users on rejected.user_hash = users.person_hash
