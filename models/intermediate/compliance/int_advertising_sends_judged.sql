{{ config(
    materialized='incremental_by_arrival',
    unique_key=['campaign_id', 'person_hash'],
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_persons_messaged',
        'accounted_inputs': [
            'int_device_events_resolved', 'int_devices_summarized', 'int_hours_dated', 'int_message_events_repeated',
        ],
    }
) }}

with campaigns as (
    select * from {{ ref('int_advertising_campaigns_listed') }}
),

user_consents as (
    select
        *,
        {{ user_hash('user_id') }} as person_hash
    from {{ ref('stg_user_consents') }}
    where changed_at is not null
),

-- Of several answers at one moment a refusal holds.
answers as (
    select
        person_hash,
        channel,
        changed_at,
        not {{ dbt.bool_or('not coalesce(is_consented, false)') | trim }} as is_consented,
        not {{ dbt.bool_or('not coalesce(is_consented and is_night_consented, false)') | trim }} as is_night_consented
    from user_consents
    where {{ is_of_messaged_person('person_hash') }}
    group by person_hash, channel, changed_at
),

consents as (
    select
        *,
        lead(changed_at) over (partition by person_hash, channel order by changed_at) as replaced_at
    from answers
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
    where events.event_type = 'sent' and {{ is_of_messaged_person('events.person_hash') }}
),

judged as (
    select
        sends.campaign_id,
        sends.person_hash,
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
    person_hash,
    count(*) as advertising_sends,
    {{ aggregate_where('count', '*', 'is_at_night') }} as night_sends,
    {{ aggregate_where('count', '*', 'is_at_night and not is_night_consented') }} as night_sends_without_consent,
    {{ aggregate_where('count', '*', 'not is_consented') }} as sends_without_consent,
    {{ aggregate_where('count', '*', 'not has_record') }} as sends_without_consent_record
from judged
group by campaign_id, person_hash
