{{ config(materialized='view') }}

with money_events as (
    select * from {{ ref('int_money_events_priced') }}
),

other_events as (
    select app_events.*
    from {{ ref('stg_app_events') }} as app_events
    left join {{ ref('stg_purchase_events') }} as purchase_events on app_events.event_name = purchase_events.event_name
    where purchase_events.event_name is null
),

app_events as (
    select
        event_id,
        event_name,
        occurred_at,
        received_at,
        device_id,
        user_id,
        platform,
        properties,
        money_role,
        order_id,
        currency,
        amount,
        has_amount,
        has_rate
    from money_events

    union all

    select
        event_id,
        event_name,
        occurred_at,
        received_at,
        device_id,
        user_id,
        platform,
        properties,
        null as money_role,
        null as order_id,
        null as currency,
        null as amount,
        null as has_amount,
        null as has_rate
    from other_events
)

select
    event_id,
    event_name,
    occurred_at,
    received_at,
    device_id,
    user_id,
    platform,
    properties,
    money_role,
    order_id,
    currency,
    amount,
    case
        when event_id is null
            then 'missing_event_id'
        when occurred_at is null or received_at is null
            then 'missing_timestamp'
        when event_name is null
            then 'missing_event_name'
        when device_id is null and user_id is null
            then 'missing_identity'
        when {{ is_too_far_ahead('occurred_at', 'received_at') }}
            then 'occurred_after_received'
        when not {{ is_json_object('properties') }}
            then 'malformed_properties'
        when not has_amount or (has_rate and amount is null)
            then 'invalid_amount'
        when not has_rate
            then 'unknown_currency'
    end as rejection_reason
from app_events
