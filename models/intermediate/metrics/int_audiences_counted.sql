with devices as (
    select
        campaign_id,
        channel,
        count(*) filter (where is_sent) as sent_devices,
        count(*) filter (where is_opened) as opened_devices,
        count(*) filter (where is_shown) as unique_impressions,
        count(*) filter (where is_clicked) as unique_clicks
    from {{ ref('int_campaign_devices_touched') }}
    group by campaign_id, channel
),

users as (
    select
        campaign_id,
        channel,
        count(*) filter (where is_sent) as sent_users,
        count(*) filter (where is_opened) as opened_users,
        count(*) filter (where is_shown) as user_impressions,
        count(*) filter (where is_clicked) as user_clicks
    from {{ ref('int_campaign_persons_touched') }}
    where is_identified
    group by campaign_id, channel
),

campaign_channels as (
    select campaign_id, channel from devices
    union
    select campaign_id, channel from users
)

select
    campaign_channels.campaign_id,
    campaign_channels.channel,
    coalesce(devices.sent_devices, 0) as sent_devices,
    coalesce(devices.opened_devices, 0) as opened_devices,
    coalesce(devices.unique_impressions, 0) as unique_impressions,
    coalesce(devices.unique_clicks, 0) as unique_clicks,
    coalesce(users.sent_users, 0) as sent_users,
    coalesce(users.opened_users, 0) as opened_users,
    coalesce(users.user_impressions, 0) as user_impressions,
    coalesce(users.user_clicks, 0) as user_clicks
from campaign_channels
left join devices
    on campaign_channels.campaign_id = devices.campaign_id and campaign_channels.channel = devices.channel
left join users
    on campaign_channels.campaign_id = users.campaign_id and campaign_channels.channel = users.channel
