{{ config(
    materialized='incremental_by_arrival',
    unique_key=['person_hash', 'user_key'],
    meta={'uncompressed': ['user_key']}
) }}

with device_ids as (
    select device_id from {{ ref('stg_message_events') }}
    where device_id is not null and {{ is_unread_file('raw_file') }}
    union distinct
    select device_id from {{ ref('stg_app_events') }}
    where device_id is not null and {{ is_unread_file('raw_file') }}
),

user_ids as (
    select user_id from {{ ref('stg_message_events') }}
    where user_id is not null and {{ is_unread_file('raw_file') }}
    union distinct
    select user_id from {{ ref('stg_app_events') }}
    where user_id is not null and {{ is_unread_file('raw_file') }}
)

select
    {{ device_hash('device_id') }} as person_hash,
    'd:' || device_id as user_key
from device_ids

union all

select
    {{ user_hash('user_id') }} as person_hash,
    'u:' || user_id as user_key
from user_ids
