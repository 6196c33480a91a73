select
    nullif(currency, '') as currency,
    effective_date,
    rate
from {{ source('raw', 'exchange_rates') }}
