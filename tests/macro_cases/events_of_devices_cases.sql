-- Who holds the device of an event that names no user, and when that became known, if it was after the event.
with cases (
    name, own_user, sole_user, first_asserted, holder, holder_known, holder_of, expected_user, expected_known
) as (
    values
    ('an event that names its user is left out', 'u', 'v', 9, null, null, null, null, null),
    ('one user, seen before the event', null, 'v', 4, null, null, null, 'v', null),
    ('one user, seen at the event', null, 'v', 5, null, null, null, 'v', null),
    ('one user, seen only after the event', null, 'v', 6, null, null, null, 'v', 6),
    ('of one user, whoever held it', null, 'v', 4, 'w', 9, 'message_events', 'v', null),
    ('several, of whom the one who held it was known', null, null, 9, 'w', null, 'message_events', 'w', null),
    ('several, of whom the one who held it was known later', null, null, 4, 'w', 7, 'message_events', 'w', 7),
    ('several, none of whom held it', null, null, 9, null, null, 'message_events', null, null),
    ('who held it at an event of the other table', null, null, 9, 'w', 7, 'app_events', null, null),
    ('nobody was seen on it', null, null, null, null, null, null, null, null)
),

events as (
    select
        name,
        5 as occurred_at,
        {{ hash_of('name') }} as event_hash,
        {{ user_hash('own_user') }} as user_hash,
        {{ device_hash('name') }} as device_hash
    from cases
),

devices as (
    select
        {{ device_hash('name') }} as device_hash,
        {{ user_hash('sole_user') }} as sole_user_hash,
        first_asserted as first_asserted_at
    from cases
    where first_asserted is not null
),

contested as (
    select
        {{ hash_of('name') }} as event_hash,
        {{ user_hash('holder') }} as user_hash,
        holder_known as known_at,
        holder_of as source_table
    from cases
    where holder_of is not null
),

held as (
    {{ events_of_devices('events', 'devices', 'contested', 'message_events') }}
),

results as (
    select
        cases.*,
        held.holder_user_hash,
        held.known_at,
        {{ user_hash('cases.expected_user') }} as expected_user_hash,
        count(held.event_hash) over (partition by cases.name) as times
    from cases
    left join held on cases.name = held.name
)

select * from results
where
    holder_user_hash is distinct from expected_user_hash
    or known_at is distinct from expected_known
    or times != case when own_user is null then 1 else 0 end
