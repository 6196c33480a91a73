{%- set arrived = ['int_message_events_arrived', 'int_app_events_arrived'] %}
{{ config(
    materialized='incremental_by_arrival',
    meta={
        'kept_by': 'device_hash',
        'arrived_in': arrived,
        'uncompressed': ['event_id', 'message_id'],
        'accounted_inputs': ['int_app_events_repeated', 'int_devices_summarized', 'int_message_events_repeated'],
    }
) }}

with events_of_arrived_devices as (
    select * from {{ ref('int_message_events_accepted') }}
    where {{ is_of_arrived_device('device_hash', arrived) }}
),

held as (
    {{ events_of_devices(
        'events_of_arrived_devices',
        ref('int_devices_summarized'),
        ref('int_device_events_resolved'),
        'message_events'
    ) }}
)

select
    event_id,
    kind_hash,
    occurred_at,
    message_id,
    device_hash,
    {{ person_hash('user_hash', 'holder_user_hash', 'device_hash') }} as person_hash,
    holder_user_hash is not null as is_identified,
    known_at,
    batch
from held
