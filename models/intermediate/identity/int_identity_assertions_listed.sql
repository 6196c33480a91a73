{{ config(materialized='view') }}

select
    device_id,
    user_id,
    occurred_at as asserted_at
from {{ ref('int_message_events_accepted') }}
where device_id is not null and user_id is not null

union all

select
    device_id,
    user_id,
    occurred_at as asserted_at
from {{ ref('int_app_events_accepted') }}
where device_id is not null and user_id is not null
