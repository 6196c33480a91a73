{{ config(materialized='view') }}

select * from {{ ref('int_credits_shared') }}
where is_counted
