select
    nullif(event_id, '') as event_id,
    nullif(event_type, '') as event_type,
    nullif(channel, '') as channel,
    occurred_at,
    received_at,
    nullif(campaign_id, '') as campaign_id,
    nullif(message_id, '') as message_id,
    nullif(device_id, '') as device_id,
    nullif(user_id, '') as user_id,
    nullif(platform, '') as platform,
    nullif(trigger_type, '') as trigger_type,
    nullif(message_format, '') as message_format,
    nullif(click_target, '') as click_target,
    nullif(element_id, '') as element_id,
    nullif(element_label, '') as element_label,
    nullif(reason, '') as reason,
    nullif(variant, '') as variant
from {{ source('raw', 'message_events') }}
