-- depends_on: {{ ref('settings_contradictions') }}
{{ deduplicated_events(
    ref('int_app_events_checked'),
    ref('int_app_events_repeated'),
    [
        'event_id', 'event_name', 'occurred_at', 'received_at', 'device_id', 'user_id', 'platform', 'money_role',
        'order_id', 'currency', 'amount',
    ]
) }}
