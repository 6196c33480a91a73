{{ config(materialized='view') }}

{{ identified_events(
    ref('int_touches_accepted'),
    ref('int_devices_summarized'),
    ref('int_device_events_resolved'),
    'message_events',
    [
        'touch_id', 'scope_hash', 'campaign_id', 'channel', 'event_type', 'touched_at', 'device_hash', 'batch',
    ]
) }}
