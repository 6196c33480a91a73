with unit_costs as (
    select * from {{ ref('stg_unit_costs') }}
)

select
    campaign_id,
    message_format,
    currency,
    unit_cost,
    effective_from,
    lead(effective_from) over (partition by campaign_id, message_format order by effective_from) as replaced_at,
    row_number() over (partition by campaign_id, message_format order by effective_from) = 1 as is_first
from unit_costs
