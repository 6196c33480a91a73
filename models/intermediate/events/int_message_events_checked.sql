{{ config(materialized='view') }}

with message_events as (
    select * from {{ ref('stg_message_events') }}
),

campaigns as (
    select distinct campaign_id from {{ ref('stg_campaigns') }}
)

select
    message_events.*,
    case
        when message_events.event_id is null
            then 'missing_event_id'
        when message_events.occurred_at is null or message_events.received_at is null
            then 'missing_timestamp'
        when
            coalesce(message_events.event_type, '') not in (
                'targeted', 'sent', 'failed', 'restricted', 'impression', 'open', 'click', 'held_out'
            )
            then 'unknown_event_type'
        when coalesce(message_events.channel, '') not in ('push', 'kakaotalk', 'text', 'in_app')
            then 'unknown_channel'
        when message_events.device_id is null and message_events.user_id is null
            then 'missing_identity'
        when campaigns.campaign_id is null
            then 'unknown_campaign'
        when {{ is_too_far_ahead('message_events.occurred_at', 'message_events.received_at') }}
            then 'occurred_after_received'
    end as rejection_reason
from message_events
left join campaigns on message_events.campaign_id = campaigns.campaign_id
