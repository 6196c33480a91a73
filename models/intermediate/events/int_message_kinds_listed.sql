-- depends_on: {{ ref('settings_contradictions') }}
{%- set columns = message_kind_columns() %}
{{ config(materialized='incremental_by_arrival', unique_key=['kind_hash'] + columns) }}

select distinct
    {{ hash_of_all(columns) }} as kind_hash,
    case
        when campaign_id is not null and {{ is_touch('event_type', 'trigger_type') }}
            then {{ scope_hash('campaign_id', 'channel', 'event_type') }}
    end as scope_hash,
    {{ columns | join(',\n    ') }}
from {{ ref('stg_message_events') }}
where {{ is_unread_file('raw_file') }}
