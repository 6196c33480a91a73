{{ config(materialized='view') }}

select * from {{ ref('int_message_events_deduplicated') }}
where trigger_type is distinct from 'test'
