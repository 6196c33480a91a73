{{ repeated_events(
    ref('int_app_events_checked'),
    ['event_name', 'device_id', 'user_id', 'platform', 'properties']
) }}
