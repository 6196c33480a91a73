select
    nullif(campaign_id, '') as campaign_id,
    updated_at,
    nullif(campaign_name, '') as campaign_name,
    nullif(channel, '') as channel,
    nullif(message_type, '') as message_type,
    nullif(status, '') as status,
    nullif(body, '') as body,
    purchase_conversion_tracking,
    published_at,
    scheduled_at,
    ends_at
from {{ source('raw', 'campaigns') }}
