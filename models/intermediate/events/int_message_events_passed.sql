{{ config(materialized='view') }}

select message_events.*
from {{ ref('int_message_events_described') }} as message_events
inner join {{ ref('int_campaigns_known') }} as campaigns on message_events.campaign_id = campaigns.campaign_id
where message_events.defect is null
