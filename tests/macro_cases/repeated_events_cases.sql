-- Of the copies that passed the checks of an event whose hash occurs more than once, the earliest received is the first,
-- then that of the smallest occurred_at, then the first by the other columns, nulls last; device and user count as the
-- texts that they are. Events whose hash occurs once are not listed.
with cases (name, event, received_at, occurred_at, first_column, second_column, rejection_reason, expected) as (
    values
    (
        'an event that came once',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'x', 'y', null, null
    ),

    (
        'the earliest received is first',
        'a', timestamp '2026-05-01 09:00:00', timestamp '2026-05-01 05:00:00', 'a', 'a', null, 2
    ),
    (
        'the earliest received is first',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'z', 'z', null, 1
    ),
    (
        'the earliest received is first',
        'a', timestamp '2026-05-01 10:00:00', timestamp '2026-05-01 06:00:00', null, null, null, 3
    ),

    (
        'one microsecond of receiving decides',
        'a', timestamp '2026-05-01 08:00:00.000001', timestamp '2026-05-01 06:00:00', 'a', 'a', null, 2
    ),
    (
        'one microsecond of receiving decides',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'z', 'z', null, 1
    ),

    (
        'then the smallest occurred_at',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'z', 'z', null, 1
    ),
    (
        'then the smallest occurred_at',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00.000001', 'a', 'a', null, 2
    ),

    ('then the first column', 'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'a', null, 2),
    ('then the first column', 'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'b', null, 1),

    (
        'then the second column',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'b', null, 2
    ),
    (
        'then the second column',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'a', null, 1
    ),

    ('nulls come last', 'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', null, 'a', null, 2),
    ('nulls come last', 'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'z', 'z', null, 1),
    (
        'nulls come last in the last column',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'z', null, null, 2
    ),
    (
        'nulls come last in the last column',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'z', 'z', null, 1
    ),

    (
        'texts are compared byte by byte: a capital letter is smaller',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'a', null, 2
    ),
    (
        'texts are compared byte by byte: a capital letter is smaller',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'B', 'a', null, 1
    ),

    (
        'a copy that the settings reject is not listed',
        'a', timestamp '2026-05-01 07:00:00', timestamp '2026-05-01 06:00:00', 'a', 'a', 'unknown_campaign', null
    ),
    (
        'a copy that the settings reject is not listed',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, 1
    ),

    (
        'a badly formed copy is no copy',
        'a', timestamp '2026-05-01 07:00:00', timestamp '2026-05-01 06:00:00', 'a', 'a', 'bad', null
    ),
    (
        'a badly formed copy is no copy',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, null
    ),

    (
        'the first copy that passed is first, whatever was rejected before it',
        'a', timestamp '2026-05-01 07:00:00', timestamp '2026-05-01 06:00:00', 'a', 'a', 'unknown_campaign', null
    ),
    (
        'the first copy that passed is first, whatever was rejected before it',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, 1
    ),
    (
        'the first copy that passed is first, whatever was rejected before it',
        'a', timestamp '2026-05-01 09:00:00', timestamp '2026-05-01 07:00:00', 'c', 'c', null, 2
    ),

    (
        'an id in capital letters is another',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'a', null, null
    ),
    (
        'an id in capital letters is another',
        'A', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, null
    ),
    (
        'copies of ids that differ in capital letters are told apart',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'a', null, 1
    ),
    (
        'copies of ids that differ in capital letters are told apart',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, 2
    ),
    (
        'copies of ids that differ in capital letters are told apart',
        'A', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'c', 'c', null, 1
    ),
    (
        'copies of ids that differ in capital letters are told apart',
        'A', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'd', 'd', null, 2
    ),

    (
        'copies of two events that have one hash are told apart',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'a', 'a', null, 1
    ),
    (
        'copies of two events that have one hash are told apart',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, 2
    ),
    (
        'copies of two events that have one hash are told apart',
        'a of the same hash', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'c', 'c', null, 1
    )
),

cases_of_persons (name, first_column, device_id, user_id, second_column, expected) as (
    values
    ('then the device, as a text', 'x', 'e', 'ann', 'y', 5),
    ('then the device, as a text', 'x', 'a', 'ann', 'y', 1),
    ('then the device, as a text', 'x', 'd', 'ann', 'y', 4),
    ('then the device, as a text', 'x', 'b', 'ann', 'y', 2),
    ('then the device, as a text', 'x', 'c', 'ann', 'y', 3),

    ('then the user, as a text', 'x', 'phone', 'e', 'y', 5),
    ('then the user, as a text', 'x', 'phone', 'a', 'y', 1),
    ('then the user, as a text', 'x', 'phone', 'd', 'y', 4),
    ('then the user, as a text', 'x', 'phone', 'b', 'y', 2),
    ('then the user, as a text', 'x', 'phone', 'c', 'y', 3),

    ('devices come in the order of their column', 'a', 'tablet', 'ann', 'a', 1),
    ('devices come in the order of their column', 'b', 'phone', 'ann', 'a', 2),

    ('users come in the order of their column', 'x', 'phone', 'bob', 'a', 1),
    ('users come in the order of their column', 'x', 'tablet', 'ann', 'a', 2),

    ('what comes behind the user decides last', 'x', 'phone', 'ann', 'b', 1),
    ('what comes behind the user decides last', 'x', 'phone', 'bob', 'a', 2),

    ('a copy without a device comes last', 'x', null, 'ann', 'a', 2),
    ('a copy without a device comes last', 'x', 'phone', 'bob', 'b', 1),

    ('a copy without a user comes last', 'x', 'phone', null, 'a', 2),
    ('a copy without a user comes last', 'x', 'phone', 'bob', 'b', 1),

    ('a user is none of the devices', 'x', 'ann', 'phone', 'y', 1),
    ('a user is none of the devices', 'x', 'phone', 'ann', 'y', 2)
),

all_cases as (
    select
        name,
        event,
        received_at,
        occurred_at,
        first_column,
        'phone' as device_id,
        'ann' as user_id,
        second_column,
        rejection_reason,
        expected
    from cases
    union all
    select
        name,
        'a' as event,
        timestamp '2026-05-01 08:00:00' as received_at,
        timestamp '2026-05-01 07:00:00' as occurred_at,
        first_column,
        device_id,
        user_id,
        second_column,
        null as rejection_reason,
        expected
    from cases_of_persons
),

checked as (
    select
        *,
        concat(name, ': ', event) as event_id,
        {{ hash_of("concat(name, ': ', substr(event, 1, 1))") }} as event_hash,
        {{ device_hash('device_id') }} as device_hash,
        {{ user_hash('user_id') }} as user_hash
    from all_cases
),

copied as (
    select event_hash from checked
    where rejection_reason is distinct from 'bad'
    group by event_hash
    having count(*) > 1
),

passed as (
    select * from checked
    where rejection_reason is null
),

persons as (
    select
        device_hash as person_hash,
        concat('d:', device_id) as user_key
    from checked
    where device_id is not null
    union
    select
        user_hash as person_hash,
        concat('u:', user_id) as user_key
    from checked
    where user_id is not null
),

copies as (
    {{ repeated_events(
        'passed', 'copied', 'persons', ['first_column', 'device_key', 'own_user_key', 'second_column']
    ) }}
),

results as (
    select
        checked.*,
        copies.copy_number as result
    from checked
    left join copies
        on
            checked.event_id = copies.event_id
            and checked.received_at = copies.received_at
            and checked.occurred_at = copies.occurred_at
            and checked.first_column is not distinct from copies.first_column
            and checked.device_id is not distinct from copies.device_id
            and checked.user_id is not distinct from copies.user_id
            and checked.second_column is not distinct from copies.second_column
)

select * from results
where result is distinct from expected
