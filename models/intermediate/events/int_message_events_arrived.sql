-- depends_on: {{ ref('settings_contradictions') }}
{{ config(materialized='incremental_by_arrival', meta={'uncompressed': ['event_id', 'message_id']}) }}

select
    {{ hash_of('event_id') }} as event_hash,
    event_id,
    {{ hash_of_all(message_kind_columns()) }} as kind_hash,
    occurred_at,
    received_at,
    message_id,
    {{ device_hash('device_id') }} as device_hash,
    {{ user_hash('user_id') }} as user_hash,
    case
        when event_id is null
            then 'missing_event_id'
        when occurred_at is null or received_at is null
            then 'missing_timestamp'
        when
            coalesce(event_type, '') not in (
                'targeted', 'sent', 'failed', 'restricted', 'impression', 'open', 'click', 'held_out'
            )
            then 'unknown_event_type'
        when coalesce(channel, '') not in ('push', 'kakaotalk', 'text', 'in_app')
            then 'unknown_channel'
        when device_id is null and user_id is null
            then 'missing_identity'
        when {{ is_too_far_ahead('occurred_at', 'received_at') }}
            then 'occurred_after_received'
    end as defect,
    {{ this_batch() }} as batch
from {{ ref('stg_message_events') }}
where {{ is_unread_file('raw_file') }}
