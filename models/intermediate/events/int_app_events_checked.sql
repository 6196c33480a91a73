{{ config(materialized='view') }}

with money_events as (
    select * from {{ ref('int_money_events_priced') }}
),

other_events as (
    select * from {{ ref('int_app_events_arrived') }}
    where defect is not null or not is_about_money
)

select
    event_hash,
    event_id,
    event_name,
    occurred_at,
    received_at,
    device_hash,
    user_hash,
    platform,
    properties,
    money_role,
    order_id,
    currency,
    amount,
    case
        when not has_amount or (has_rate and amount is null) then 'invalid_amount'
        when not has_rate then 'unknown_currency'
    end as rejection_reason,
    batch
from money_events

union all

select
    event_hash,
    event_id,
    event_name,
    occurred_at,
    received_at,
    device_hash,
    user_hash,
    platform,
    properties,
    null as money_role,
    null as order_id,
    null as currency,
    null as amount,
    defect as rejection_reason,
    batch
from other_events
