{{ config(materialized='view') }}

{{ deduplicated_events(
    ref('int_message_events_passed'),
    ref('int_message_events_copied'),
    ref('int_message_events_repeated'),
    [
        'event_hash', 'event_id', 'kind_hash', 'event_type', 'channel', 'occurred_at', 'received_at', 'campaign_id', 'message_id',
        'device_hash', 'user_hash', 'platform', 'trigger_type', 'message_format', 'click_target', 'element_id',
        'element_label', 'reason', 'variant', 'batch',
    ]
) }}
