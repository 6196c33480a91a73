select
    nullif(event_name, '') as event_name,
    nullif(role, '') as role,
    nullif(amount_key, '') as amount_key,
    nullif(quantity_key, '') as quantity_key,
    nullif(order_id_key, '') as order_id_key,
    nullif(currency_key, '') as currency_key,
    nullif(currency, '') as currency
from {{ source('raw', 'purchase_events') }}
