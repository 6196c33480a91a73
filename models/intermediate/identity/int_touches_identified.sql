with message_events as (
    select * from {{ ref('int_message_events_accepted') }}
    where event_type in ('sent', 'impression', 'open', 'click')
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'message_events'
)

select
    message_events.event_id as touch_id,
    message_events.campaign_id,
    message_events.channel,
    message_events.event_type,
    message_events.occurred_at as touched_at,
    message_events.device_id,
    {{ user_key(
        'message_events.user_id',
        'coalesce(devices.sole_user_id, contested_events.user_id)',
        'message_events.device_id'
    ) }} as user_key
from message_events
left join devices on message_events.device_id = devices.device_id
left join contested_events on message_events.event_id = contested_events.event_id
