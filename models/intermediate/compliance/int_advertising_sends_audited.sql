with campaigns as (
    select * from {{ ref('int_advertising_campaigns_listed') }}
),

consents as (
    select * from {{ ref('int_consents_resolved') }}
),

sends as (
    select
        events.campaign_id,
        events.channel,
        events.person_hash,
        events.occurred_at,
        {{ is_at_night(local_time_of('events.occurred_at', 'hours.local_hour_at')) }} as is_at_night
    from {{ ref('int_message_events_identified') }} as events
    inner join campaigns on events.campaign_id = campaigns.campaign_id
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('events.occurred_at') }} = hours.hour_at
    where events.event_type = 'sent'
),

judged as (
    select
        sends.campaign_id,
        sends.is_at_night,
        consents.person_hash is not null as has_record,
        coalesce(consents.is_consented, false) as is_consented,
        coalesce(consents.is_night_consented, false) as is_night_consented
    from sends
    left join consents
        on
            sends.person_hash = consents.person_hash
            and sends.channel = consents.channel
            and sends.occurred_at >= consents.changed_at
            and (sends.occurred_at < consents.replaced_at or consents.replaced_at is null)
)

select
    campaign_id,
    count(*) as advertising_sends,
    {{ aggregate_where('count', '*', 'is_at_night') }} as night_sends,
    {{ aggregate_where('count', '*', 'is_at_night and not is_night_consented') }} as night_sends_without_consent,
    {{ aggregate_where('count', '*', 'not is_consented') }} as sends_without_consent,
    {{ aggregate_where('count', '*', 'not has_record') }} as sends_without_consent_record,
    (select count(*) from {{ ref('stg_user_consents') }}) > 0 as has_consents
from judged
group by campaign_id
