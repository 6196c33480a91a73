{{ repeated_events(
    ref('int_message_events_checked'),
    [
        'event_type', 'channel', 'campaign_id', 'message_id', 'device_id', 'user_id', 'platform', 'trigger_type',
        'message_format', 'click_target', 'element_id', 'element_label', 'reason', 'variant',
    ]
) }}
