{{ config(materialized='view') }}

select * from {{ ref('int_app_events_checked') }}
where rejection_reason is null
