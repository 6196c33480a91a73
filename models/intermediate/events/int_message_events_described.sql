{{ config(materialized='view') }}

select
    events.event_hash,
    events.event_id,
    events.kind_hash,
    kinds.scope_hash,
    {%- for column in message_kind_columns() %}
    kinds.{{ column }},
    {%- endfor %}
    events.occurred_at,
    events.received_at,
    events.message_id,
    events.device_hash,
    events.user_hash,
    events.defect,
    events.batch
from {{ ref('int_message_events_arrived') }} as events
inner join {{ ref('int_message_kinds_listed') }} as kinds on events.kind_hash = kinds.kind_hash
