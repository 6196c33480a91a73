{{ config(
    materialized='incremental_by_arrival',
    unique_key=['scope_hash', 'person_hash'],
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_touches_identified',
        'accounted_inputs': ['int_device_message_events_identified', 'int_message_events_repeated'],
    }
) }}

with touches as (
    {{ unread_or_changed(ref('int_touches_identified'), has_other_messages('person_hash')) }}
)

select distinct
    scope_hash,
    person_hash,
    is_identified
from touches
