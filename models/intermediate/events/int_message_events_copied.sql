{{ config(materialized='incremental_by_arrival', unique_key=['event_hash']) }}

{{ repeated_hashes(ref('int_message_events_arrived')) }}
