{{ config(
    materialized='incremental_by_arrival',
    unique_key=['scope_hash', 'campaign_id', 'channel', 'event_type']
) }}

select distinct
    scope_hash,
    campaign_id,
    channel,
    event_type
from {{ ref('int_message_kinds_listed') }}
where scope_hash is not null
