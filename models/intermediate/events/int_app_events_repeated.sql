{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'event_hash', 'arrived_in': 'int_app_events_arrived'}
) }}

{{ repeated_events(
    ref('int_app_events_passed'),
    ref('int_app_events_copied'),
    ref('int_persons_listed'),
    ['event_name', 'device_key', 'own_user_key', 'platform', 'properties'],
    is_wanted=is_of_arrived_event('event_hash', 'int_app_events_arrived')
) }}
