with campaign_channels as (
    select * from {{ ref('int_campaign_channels_reported') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
)

select
    campaign_channels.campaign_id,
    campaign_channels.channel,
    campaigns.campaign_name,
    campaigns.channel as own_channel,
    campaigns.message_type,
    campaigns.status,
    campaigns.purchase_conversion_tracking
from campaign_channels
inner join campaigns on campaign_channels.campaign_id = campaigns.campaign_id
