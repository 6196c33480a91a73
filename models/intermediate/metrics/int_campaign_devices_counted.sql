select
    campaign_id,
    channel,
    device_hash,
    count(*) filter (where event_type = 'sent') as sent,
    count(*) filter (where event_type = 'impression') as impressions,
    count(*) filter (where event_type = 'open') as opens,
    count(*) filter (where {{ is_click('channel', 'event_type') }}) as clicks
from {{ ref('int_message_events_accepted') }}
where device_hash is not null and event_type in ('sent', 'impression', 'open', 'click')
group by campaign_id, channel, device_hash
