select
    campaign_id,
    channel,
    cast(round(sum(send_cost), 2) as decimal(18, 2)) as send_cost
from {{ ref('int_send_days_costed') }}
group by campaign_id, channel
