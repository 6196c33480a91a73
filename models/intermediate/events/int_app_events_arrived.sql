-- depends_on: {{ ref('settings_contradictions') }}
{{ config(materialized='incremental_by_arrival', meta={'uncompressed': ['event_id']}) }}

with app_events as (
    select
        *,
        event_name in (select money.event_name from {{ ref('stg_purchase_events') }} as money) as is_about_money,
        case
            when event_id is null
                then 'missing_event_id'
            when occurred_at is null or received_at is null
                then 'missing_timestamp'
            when event_name is null
                then 'missing_event_name'
            when device_id is null and user_id is null
                then 'missing_identity'
            when {{ is_too_far_ahead('occurred_at', 'received_at') }}
                then 'occurred_after_received'
            when not {{ is_json_object('properties') }}
                then 'malformed_properties'
        end as defect
    from {{ ref('stg_app_events') }}
    where {{ is_unread_file('raw_file') }}
)

select
    {{ hash_of('event_id') }} as event_hash,
    event_id,
    event_name,
    occurred_at,
    received_at,
    {{ device_hash('device_id') }} as device_hash,
    {{ user_hash('user_id') }} as user_hash,
    platform,
    case when is_about_money or defect is not null then properties end as properties,
    coalesce(is_about_money, false) as is_about_money,
    defect,
    {{ this_batch() }} as batch
from app_events
