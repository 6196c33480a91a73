-- The person of an event is its own user, else the user who holds its device, else the device; every event is there once.
with cases (name, own_user, device, sole_user, holder, holder_of, expected) as (
    values
    ('its own user', 'u', 'd', null, null, null, 'u'),
    ('its own user before that of its device', 'u', 'd', 'v', null, null, 'u'),
    ('its own user before the holder at the event', 'u', 'd', null, 'v', 'message_events', 'u'),
    ('its own user without a device', 'u', null, null, null, null, 'u'),
    ('the sole user of its device', null, 'd', 'v', null, null, 'v'),
    ('the holder of its device at the event', null, 'd', null, 'v', 'message_events', 'v'),
    ('who holds an event of the other table says nothing', null, 'd', null, 'v', 'app_events', 'd'),
    ('a device of several users that nobody held', null, 'd', null, null, 'message_events', 'd'),
    ('a device that nobody is known on', null, 'd', null, null, null, 'd')
),

events as (
    select
        name,
        expected,
        {{ hash_of('name') }} as event_hash,
        {{ user_hash("own_user") }} as user_hash,
        {{ device_hash("name || device") }} as device_hash,
        {{ beginning_of_time() }} as occurred_at
    from cases
),

devices as (
    select
        {{ device_hash("name || device") }} as device_hash,
        {{ user_hash("sole_user") }} as sole_user_hash,
        {{ beginning_of_time() }} as first_asserted_at
    from cases
    where sole_user is not null or holder is not null
),

contested as (
    select
        {{ hash_of('name') }} as event_hash,
        {{ user_hash("holder") }} as user_hash,
        {{ beginning_of_time() }} as known_at,
        holder_of as source_table
    from cases
    where holder_of is not null
),

identified as (
    {{ identified_events('events', 'devices', 'contested', 'message_events', ['name']) }}
),

results as (
    select
        cases.name,
        identified.person_hash,
        case
            when cases.expected = 'd' then {{ device_hash("cases.name || cases.expected") }}
            else {{ user_hash("cases.expected") }}
        end as expected_person_hash,
        count(*) over (partition by cases.name) as times
    from cases
    left join identified on cases.name = identified.name
)

select * from results
where
    person_hash is distinct from expected_person_hash
    or times != 1
