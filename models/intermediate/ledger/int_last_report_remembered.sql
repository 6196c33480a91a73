{{ config(materialized='view') }}

with last_report as (
    select * from lookback_state.reports
    order by report desc
    limit 1
),

raw_tables as (
    select
        table_name,
        min(batch) as first_batch,
        max(batch) as last_batch
    from lookback_state.raw_files
    group by table_name
),

arrivals as (
    select
        max(first_batch) as first_batch,
        max(last_batch) as last_batch
    from raw_tables
)

select
    last_report.report,
    last_report.batch,
    last_report.received_until,
    last_report.reported_date,
    last_report.settled_date,
    coalesce(arrivals.last_batch > last_report.batch, false) as has_arrivals_since,
    coalesce(arrivals.first_batch > last_report.batch, false) as has_replacements_since
from last_report
cross join arrivals
