{{ config(materialized='view') }}

with last_report as (
    select * from {{ ref('int_last_report_remembered') }}
),

-- When the events were made anew, the batch of none of them says when it came.
first_batch as (
    select min(batch) as batch from {{ ref('int_message_events_arrived') }}
),

unreported as (
    select
        message_events.event_hash,
        message_events.kind_hash
    from {{ ref('int_message_events_arrived') }} as message_events
    cross join last_report
    cross join first_batch
    where
        message_events.defect is null
        and (
            (message_events.batch > last_report.batch and first_batch.batch <= last_report.batch)
            or message_events.received_at > last_report.received_until
        )
)

select
    unreported.event_hash,
    kinds.campaign_id
from unreported
inner join {{ ref('int_message_kinds_listed') }} as kinds on unreported.kind_hash = kinds.kind_hash
