{{ config(
    materialized='incremental_by_arrival',
    meta={
        'kept_by': 'device_hash',
        'arrived_in': ['int_message_events_arrived', 'int_app_events_arrived'],
        'accounted_inputs': ['int_app_events_repeated', 'int_devices_summarized', 'int_message_events_repeated'],
    }
) }}

with contested_devices as (
    select device_hash from {{ ref('int_devices_summarized') }}
    where
        sole_user_hash is null
        and {{ is_of_arrived_device('device_hash', ['int_message_events_arrived', 'int_app_events_arrived']) }}
),

-- Who is asserted, resets, and events without a user are found by one reading of the events.
events as (
    select
        device_hash,
        user_hash,
        occurred_at,
        'message_events' as source_table,
        event_hash,
        false as is_reset
    from {{ ref('int_message_events_accepted') }}

    union all

    select
        device_hash,
        user_hash,
        occurred_at,
        'app_events' as source_table,
        event_hash,
        {{ is_reset('event_name') }} as is_reset
    from {{ ref('int_app_events_accepted') }}
),

events_of_contested_devices as (
    select events.* from events
    inner join contested_devices on events.device_hash = contested_devices.device_hash
),

assertions as (
    select
        events.device_hash,
        events.occurred_at as happened_at,
        {{ value_of_greatest('events.user_hash', 'users.user_key') }} as asserted_user_hash,
        0 as resets,
        cast(null as string) as source_table,
        {{ hash_of('cast(null as string)') }} as event_hash
    from events_of_contested_devices as events
    inner join {{ ref('int_persons_listed') }} as users on events.user_hash = users.person_hash
    group by events.device_hash, events.occurred_at
),

resets as (
    select
        device_hash,
        occurred_at as happened_at,
        {{ hash_of('cast(null as string)') }} as asserted_user_hash,
        1 as resets,
        cast(null as string) as source_table,
        {{ hash_of('cast(null as string)') }} as event_hash
    from events_of_contested_devices
    where is_reset
),

unidentified_events as (
    select
        device_hash,
        occurred_at as happened_at,
        {{ hash_of('cast(null as string)') }} as asserted_user_hash,
        0 as resets,
        source_table,
        event_hash
    from events_of_contested_devices
    where user_hash is null
),

moments as (
    select * from assertions
    union all
    select * from resets
    union all
    select * from unidentified_events
),

lives as (
    select
        *,
        {{ life_of_device('resets', 'device_hash', 'happened_at') }} as life
    from moments
),

held as (
    select
        source_table,
        event_hash,
        device_hash,
        {{ holder_of_device('asserted_user_hash', 'device_hash', 'life', 'happened_at') }} as user_hash,
        {{ holder_known_at('asserted_user_hash', 'device_hash', 'life', 'happened_at') }} as known_at
    from lives
)

select * from held
where event_hash is not null
