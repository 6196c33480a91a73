select
    campaign_id,
    element_id,
    element_label,
    click_target,
    clicks,
    click_rate,
    click_rank
from {{ ref('int_elements_counted') }}
where channel = 'push'
