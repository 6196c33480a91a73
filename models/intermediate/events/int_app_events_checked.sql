{{ config(materialized='view') }}

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
        when not has_object_properties
            then 'malformed_properties'
        when money_role is not null and (amount_in_currency is null or (rate is not null and amount is null))
            then 'invalid_amount'
        when money_role is not null and rate is null
            then 'unknown_currency'
    end as rejection_reason
from {{ ref('int_app_events_priced') }}
