{{ config(
    materialized='incremental_by_arrival',
    unique_key=['scope_hash', 'campaign_id', 'channel', 'event_type']
) }}

select distinct
    {{ scope_hash('campaign_id', 'channel', 'event_type') }} as scope_hash,
    campaign_id,
    channel,
    event_type
from {{ ref('int_message_events_arrived') }}
where
    defect is null
    and campaign_id is not null
    and {{ is_touch('event_type', 'trigger_type') }}
    and {{ is_unread_batch('batch') }}
