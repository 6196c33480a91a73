{{ repeated_events(
    ref('int_message_events_checked'),
    ref('int_message_events_copied'),
    ref('int_persons_listed'),
    [
        'event_type', 'channel', 'campaign_id', 'message_id', 'device_key', 'own_user_key', 'platform', 'trigger_type',
        'message_format', 'click_target', 'element_id', 'element_label', 'reason', 'variant',
    ]
) }}
