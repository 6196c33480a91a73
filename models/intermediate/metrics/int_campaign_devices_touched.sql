select
    campaign_id,
    channel,
    device_hash,
    bool_or(event_type = 'sent') as is_sent,
    bool_or(event_type = 'impression') as is_shown,
    bool_or(event_type = 'open') as is_opened,
    bool_or({{ is_click('channel', 'event_type') }}) as is_clicked
from {{ ref('int_message_events_accepted') }}
where device_hash is not null and event_type in ('sent', 'impression', 'open', 'click')
group by campaign_id, channel, device_hash
