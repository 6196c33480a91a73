{{ config(materialized='view') }}

{{ deduplicated_events(
    ref('int_app_events_passed'),
    ref('int_app_events_copied'),
    ref('int_app_events_repeated'),
    [
        'event_hash', 'event_id', 'event_name', 'occurred_at', 'received_at', 'device_hash', 'user_hash', 'platform',
        'money_role', 'order_id', 'currency', 'amount', 'batch',
    ]
) }}
