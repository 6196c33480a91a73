-- Of the copies of an event that passed the checks, the earliest received is the first, then that of the smallest
-- occurred_at, then the first by the other columns, nulls last. Events that passed once are not listed.
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
        'a rejected copy is no copy',
        'a', timestamp '2026-05-01 07:00:00', timestamp '2026-05-01 06:00:00', 'a', 'a', 'bad', null
    ),
    (
        'a rejected copy is no copy',
        'a', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 07:00:00', 'b', 'b', null, null
    ),

    (
        'the first copy that passed is first, whatever was rejected before it',
        'a', timestamp '2026-05-01 07:00:00', timestamp '2026-05-01 06:00:00', 'a', 'a', 'bad', null
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
    )
),

checked as (
    select
        *,
        concat(name, ': ', event) as event_id
    from cases
),

copies as (
    {{ repeated_events('checked', ['first_column', 'second_column']) }}
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
            and checked.second_column is not distinct from copies.second_column
)

select * from results
where result is distinct from expected
