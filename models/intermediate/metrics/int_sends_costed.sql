select
    campaign_id,
    channel,
    {{ as_money('round(sum(send_cost), 2)') }} as send_cost
from {{ ref('int_send_days_costed') }}
group by campaign_id, channel
