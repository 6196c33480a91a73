{{ config(materialized='view') }}

with message_events as (
    select * from {{ ref('int_message_events_described') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_known') }}
)

select
    message_events.*,
    case
        when campaigns.campaign_id is null and coalesce(message_events.defect, '') in ('', 'occurred_after_received')
            then 'unknown_campaign'
        else message_events.defect
    end as rejection_reason
from message_events
left join campaigns on message_events.campaign_id = campaigns.campaign_id
