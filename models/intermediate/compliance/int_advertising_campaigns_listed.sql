select campaign_id from {{ ref('int_campaigns_latest') }}
where message_type = 'advertising'
