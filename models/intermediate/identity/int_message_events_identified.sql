{{ config(materialized='view') }}

{{ identified_events(
    ref('int_message_events_accepted'),
    ref('int_devices_summarized'),
    ref('int_device_events_resolved'),
    'message_events',
    [
        'event_id', 'kind_hash', 'event_type', 'channel', 'occurred_at', 'campaign_id', 'message_id', 'reason', 'batch',
    ]
) }}
