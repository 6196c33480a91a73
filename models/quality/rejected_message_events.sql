select
    event_id,
    event_type,
    channel,
    occurred_at,
    received_at,
    campaign_id,
    message_id,
    {{ pseudonym('device_id') }} as device_id,
    {{ pseudonym('user_id') }} as user_id,
    platform,
    trigger_type,
    message_format,
    click_target,
    element_id,
    element_label,
    reason,
    variant,
    rejection_reason
from {{ ref('int_message_events_checked') }}
where rejection_reason is not null
