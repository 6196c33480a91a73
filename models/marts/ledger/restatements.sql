{{ config(materialized='view') }}

select
    campaign_id,
    channel,
    report_date,
    metric,
    reported_at,
    old_value,
    new_value,
    cause
from {{ ref('reported_figures') }}
where old_value is not null
