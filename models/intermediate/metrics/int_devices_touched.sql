{{ config(
    materialized='incremental_by_arrival',
    unique_key=['scope_hash', 'device_hash'],
    meta={
        'kept_by': 'device_hash',
        'accounted_inputs': ['int_app_events_repeated', 'int_message_events_repeated'],
    }
) }}

with touches as (
    {{ unread_or_changed(ref('int_touches_accepted'), is_of_copied_device('device_hash')) }}
)

select distinct
    scope_hash,
    device_hash
from touches
where device_hash is not null
