{{ config(materialized='view') }}

select
    * exclude (has_object_properties, amount_in_currency, rate),
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
