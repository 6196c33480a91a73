select
    campaign_id,
    campaign_name,
    message_type,
    status,
    published_at,
    first_sent_at,
    last_sent_at,
    targeted,
    sent,
    failed,
    restricted,
    restricted_fatigue,
    restricted_do_not_disturb,
    pending,
    clicks,
    click_rate,
    sent_users,
    purchase_conversions,
    purchase_amount,
    send_cost,
    roas
from {{ ref('int_campaign_channels_reported') }}
where channel = 'kakaotalk'
