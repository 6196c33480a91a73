{{ config(
    materialized='incremental_by_arrival',
    meta={'accounted_inputs': ['int_device_message_events_identified', 'int_message_events_repeated']}
) }}

select
    person_hash,
    {{ this_batch() }} as batch
from {{ ref('int_message_events_identified') }}
where
    {{ is_continued() }}
    and {{ is_unread_batch('batch') }}
    and {{ is_limited('channel', 'event_type', 'reason') }}
group by person_hash
