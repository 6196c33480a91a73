select
    nullif(campaign_id, '') as campaign_id,
    nullif(message_format, '') as message_format,
    unit_cost,
    nullif(currency, '') as currency,
    effective_from
from {{ source('raw', 'unit_costs') }}
