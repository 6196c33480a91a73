{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'event_hash', 'arrived_in': 'int_message_events_arrived'}
) }}

{{ repeated_events(
    ref('int_message_events_passed'),
    ref('int_message_events_copied'),
    ref('int_persons_listed'),
    [
        'event_type', 'channel', 'campaign_id', 'message_id', 'device_key', 'own_user_key', 'platform', 'trigger_type',
        'message_format', 'click_target', 'element_id', 'element_label', 'reason', 'variant',
    ],
    is_wanted=is_of_arrived_event('event_hash', 'int_message_events_arrived')
) }}
