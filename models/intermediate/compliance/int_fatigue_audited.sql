{{ config(
    materialized='incremental_by_arrival',
    unique_key=['event_id'],
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_persons_messaged',
        'accounted_inputs': ['int_device_message_events_identified', 'int_message_events_repeated'],
    }
) }}
{%- set limits = var('fatigue_limits') %}

with events as (
    select
        *,
        event_type = 'sent' as is_received
    from {{ ref('int_message_events_identified') }}
    where
        {{ is_limited('channel', 'event_type', 'reason') }}
        and {{ is_of_messaged_person('person_hash') }}
),

-- A push to all devices of a person is one message.
messages as (
    select
        channel,
        campaign_id,
        message_id,
        person_hash,
        is_received,
        {{ earliest_text('event_id') }} as event_id,
        min(occurred_at) as occurred_at,
        {{ elapsed_microseconds("timestamp '1970-01-01 00:00:00'", 'min(occurred_at)') }} as happened_at
    from events
    group by
        channel, campaign_id, message_id, person_hash, is_received,
        case when message_id is null then event_id end
),

counted as (
    {%- for limit in limits %}
    select
        *,
        {{ messages_in_window(limit.hours) }} as messages_in_window,
        cast({{ limit.messages }} as bigint) as limit_messages,
        cast({{ limit.hours }} as double) as limit_hours
    from messages
    where channel = {{ text_literal(limit.channel) }}
    {{- '\n\n    union all\n' if not loop.last }}
    {%- else %}
    select
        *,
        cast(0 as bigint) as messages_in_window,
        cast(0 as bigint) as limit_messages,
        cast(0 as double) as limit_hours
    from messages
    {%- endfor %}
)

select
    event_id,
    case when is_received then 'sent_over_limit' else 'held_back_below_limit' end as finding,
    channel,
    campaign_id,
    message_id,
    person_hash,
    occurred_at,
    messages_in_window,
    limit_messages,
    limit_hours
from counted
where is_received = (messages_in_window >= limit_messages)
