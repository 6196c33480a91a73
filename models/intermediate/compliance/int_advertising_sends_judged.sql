{{ config(
    materialized='incremental_by_arrival',
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_message_events_identified',
        'accounted_inputs': ['int_device_message_events_identified', 'int_message_events_repeated'],
    }
) }}

with kinds as (
    select
        kinds.kind_hash,
        kinds.campaign_id,
        kinds.channel
    from {{ ref('int_message_kinds_listed') }} as kinds
    inner join {{ ref('int_advertising_campaigns_listed') }} as campaigns on kinds.campaign_id = campaigns.campaign_id
    where kinds.event_type = 'sent'
),

events as (
    {{ unread_or_changed(
        ref('int_message_events_identified'), has_other_messages('person_hash'), is_each_once=true
    ) }}
),

sends as (
    select
        kinds.campaign_id,
        kinds.channel,
        events.person_hash,
        events.occurred_at,
        {{ is_at_night(local_time_of('events.occurred_at', 'hours.local_hour_at')) }} as is_at_night
    from events
    inner join kinds on events.kind_hash = kinds.kind_hash
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('events.occurred_at') }} = hours.hour_at
)

select
    sends.campaign_id,
    sends.person_hash,
    sends.is_at_night,
    case
        when consents.person_hash is null then 'unknown'
        when consents.is_night_consented then 'day_and_night'
        when consents.is_consented then 'day'
        else 'none'
    end as consent
from sends
left join {{ ref('int_consents_resolved') }} as consents
    on
        sends.person_hash = consents.person_hash
        and sends.channel = consents.channel
        and sends.occurred_at >= consents.changed_at
        and (sends.occurred_at < consents.replaced_at or consents.replaced_at is null)
