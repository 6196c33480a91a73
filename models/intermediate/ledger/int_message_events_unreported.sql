{{ config(materialized='view') }}

with message_events as (
    select * from {{ ref('int_message_events_described') }}
    where defect is null
),

last_report as (
    select * from {{ ref('int_last_report_remembered') }}
),

-- When the events were made anew, the batch of none of them says when it came.
first_batch as (
    select min(batch) as batch from message_events
)

select
    message_events.event_hash,
    message_events.campaign_id
from message_events
cross join last_report
cross join first_batch
where
    (message_events.batch > last_report.batch and first_batch.batch <= last_report.batch)
    or message_events.received_at > last_report.received_until
