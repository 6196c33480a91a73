{{ config(
    materialized='incremental_by_arrival',
    meta={'accounted_inputs': ['int_device_events_resolved', 'int_devices_summarized', 'int_message_events_repeated']}
) }}

with messaged as (
    select person_hash from {{ ref('int_message_events_identified') }}
    where {{ is_continued() }} and {{ is_unread_batch('batch') }}
    union all
    select {{ user_hash('user_id') }} as person_hash from {{ ref('stg_user_consents') }}
    where {{ is_continued() }} and {{ is_unread_file('raw_file') }}
)

select
    person_hash,
    {{ this_batch() }} as batch
from messaged
where person_hash is not null
group by person_hash
