{{ repeated_events(
    ref('int_app_events_checked'),
    ref('int_app_events_copied'),
    ref('int_persons_listed'),
    ['event_name', 'device_key', 'own_user_key', 'platform', 'properties']
) }}
