with contested_devices as (
    select device_id from {{ ref('int_devices_summarized') }}
    where sole_user_id is null
),

assertions as (
    select
        device_id,
        asserted_at as happened_at,
        max(user_id) as asserted_user_id,
        0 as resets,
        cast(null as varchar) as source_table,
        cast(null as varchar) as event_id
    from {{ ref('int_identity_assertions_listed') }}
    group by device_id, asserted_at
),

resets as (
    select
        device_id,
        reset_at as happened_at,
        cast(null as varchar) as asserted_user_id,
        1 as resets,
        cast(null as varchar) as source_table,
        cast(null as varchar) as event_id
    from {{ ref('int_device_resets_listed') }}
),

unidentified_events as (
    select
        device_id,
        occurred_at as happened_at,
        cast(null as varchar) as asserted_user_id,
        0 as resets,
        'message_events' as source_table,
        event_id
    from {{ ref('int_message_events_accepted') }}
    where user_id is null

    union all

    select
        device_id,
        occurred_at as happened_at,
        cast(null as varchar) as asserted_user_id,
        0 as resets,
        'app_events' as source_table,
        event_id
    from {{ ref('int_app_events_accepted') }}
    where user_id is null
),

moments as (
    select moments.*
    from (
        select * from assertions
        union all
        select * from resets
        union all
        select * from unidentified_events
    ) as moments
    inner join contested_devices on moments.device_id = contested_devices.device_id
),

lives as (
    select
        *,
        {{ life_of_device('resets', 'device_id', 'happened_at') }} as life
    from moments
),

held as (
    select
        source_table,
        event_id,
        {{ holder_of_device('asserted_user_id', 'device_id', 'life', 'happened_at') }} as user_id
    from lives
)

select * from held
where event_id is not null
