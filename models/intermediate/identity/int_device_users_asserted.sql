{{ config(
    materialized='incremental_by_arrival',
    unique_key=['device_hash', 'user_hash'],
    meta={
        'kept_by': 'device_hash',
        'earliest_by': ['first_asserted_at'],
        'accounted_inputs': ['int_app_events_repeated', 'int_message_events_repeated'],
    }
) }}

with assertions as (
    {{ unread_or_changed(ref('int_identity_assertions_listed'), is_of_copied_device('device_hash')) }}
)

select
    device_hash,
    user_hash,
    min(asserted_at) as first_asserted_at
from assertions
group by device_hash, user_hash
