with contested_devices as (
    select device_hash from {{ ref('int_devices_summarized') }}
    where sole_user_hash is null
),

assertions as (
    select
        assertions.device_hash,
        assertions.asserted_at as happened_at,
        {{ value_of_greatest('assertions.user_hash', 'users.user_key') }} as asserted_user_hash,
        0 as resets,
        cast(null as string) as source_table,
        {{ hash_of('cast(null as string)') }} as event_hash
    from {{ ref('int_identity_assertions_listed') }} as assertions
    inner join contested_devices on assertions.device_hash = contested_devices.device_hash
    inner join {{ ref('int_persons_listed') }} as users on assertions.user_hash = users.person_hash
    group by assertions.device_hash, assertions.asserted_at
),

resets as (
    select
        device_hash,
        reset_at as happened_at,
        {{ hash_of('cast(null as string)') }} as asserted_user_hash,
        1 as resets,
        cast(null as string) as source_table,
        {{ hash_of('cast(null as string)') }} as event_hash
    from {{ ref('int_device_resets_listed') }}
),

unidentified_events as (
    select
        device_hash,
        occurred_at,
        'message_events' as source_table,
        event_hash
    from {{ ref('int_message_events_accepted') }}
    where user_hash is null

    union all

    select
        device_hash,
        occurred_at,
        'app_events' as source_table,
        event_hash
    from {{ ref('int_app_events_accepted') }}
    where user_hash is null
),

moments as (
    select * from assertions

    union all

    select * from resets

    union all

    select
        unidentified_events.device_hash,
        unidentified_events.occurred_at as happened_at,
        {{ hash_of('cast(null as string)') }} as asserted_user_hash,
        0 as resets,
        unidentified_events.source_table,
        unidentified_events.event_hash
    from unidentified_events
    inner join contested_devices on unidentified_events.device_hash = contested_devices.device_hash
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
