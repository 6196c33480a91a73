{{ config(
    materialized='incremental_by_arrival',
    unique_key=['device_hash', 'user_hash'],
    meta={
        'kept_by': 'device_hash',
        'accounted_inputs': ['int_app_events_repeated', 'int_message_events_repeated'],
    }
) }}

select distinct
    device_hash,
    user_hash
from {{ ref('int_identity_assertions_listed') }}
where {{ is_unread_batch('batch') }} or {{ is_of_copied_device('device_hash') }}
