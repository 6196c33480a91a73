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
    {%- for name in audience_names() %}
    coalesce({{ name }}, 0) as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
from campaign_channels
left join devices
    on campaign_channels.campaign_id = devices.campaign_id and campaign_channels.channel = devices.channel
left join users
    on campaign_channels.campaign_id = users.campaign_id and campaign_channels.channel = users.channel
