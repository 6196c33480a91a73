-- depends_on: {{ ref('settings_contradictions') }}
{{ deduplicated_events(
    ref('int_message_events_checked'),
    ref('int_message_events_repeated'),
    [
        'event_id', 'event_type', 'channel', 'occurred_at', 'received_at', 'campaign_id', 'message_id', 'device_id',
        'user_id', 'platform', 'trigger_type', 'message_format', 'click_target', 'element_id', 'element_label',
        'reason', 'variant',
    ]
) }}
