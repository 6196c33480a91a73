{{ config(materialized='view') }}

select
    device_hash,
    user_hash,
    occurred_at as asserted_at,
    batch
from {{ ref('int_message_events_accepted') }}
where device_hash is not null and user_hash is not null

union all

select
    device_hash,
    user_hash,
    occurred_at as asserted_at,
    batch
from {{ ref('int_app_events_accepted') }}
where device_hash is not null and user_hash is not null
