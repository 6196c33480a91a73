-- A moment, such as the beginning of a window, has the value of the earliest touch of its series at or after it: of the
-- same person and scope, to the microsecond, touches at its own instant included. Moments are microseconds since 1970,
-- and may lie before it.
with cases (name, person, scope, happened_at, touch_number, expected) as (
    values
    ('without a touch there is none', 'ann', 'K', 1000, null, null),

    ('a touch after it is it', 'ann', 'K', 1000, null, 1),
    ('a touch after it is it', 'ann', 'K', 1001, 1, 1),

    ('a touch at its instant is it', 'ann', 'K', 1000, null, 1),
    ('a touch at its instant is it', 'ann', 'K', 1000, 1, 1),

    ('a touch before it is not', 'ann', 'K', 999, 1, 1),
    ('a touch before it is not', 'ann', 'K', 1000, null, null),

    ('of three touches after it the earliest is it', 'ann', 'K', 3000, 4, 4),
    ('of three touches after it the earliest is it', 'ann', 'K', 1000, null, 1),
    ('of three touches after it the earliest is it', 'ann', 'K', 1500, 1, 1),
    ('of three touches after it the earliest is it', 'ann', 'K', 2000, 2, 2),

    ('of touches around it the one after is it', 'ann', 'K', 999, 7, 7),
    ('of touches around it the one after is it', 'ann', 'K', 1000, null, 8),
    ('of touches around it the one after is it', 'ann', 'K', 5000, 8, 8),

    ('of touches at its instant the first is it', 'ann', 'K', 1000, 11, 10),
    ('of touches at its instant the first is it', 'ann', 'K', 1000, 10, 10),
    ('of touches at its instant the first is it', 'ann', 'K', 1000, null, 10),
    ('of touches at its instant the first is it', 'ann', 'K', 1000, 12, 10),

    ('another beginning between hides no touch', 'ann', 'K', 1000, null, 1),
    ('another beginning between hides no touch', 'ann', 'K', 2000, null, 1),
    ('another beginning between hides no touch', 'ann', 'K', 3000, 1, 1),

    ('a beginning before 1970 is one', 'ann', 'K', -9000000000000000000000, null, 1),
    ('a beginning before 1970 is one', 'ann', 'K', 0, 1, 1),

    ('a touch of another person is not it', 'ann', 'K', 1000, null, null),
    ('a touch of another person is not it', 'bob', 'K', 2000, 1, 1),

    ('a touch of another scope is not it', 'ann', 'K', 1000, null, null),
    ('a touch of another scope is not it', 'ann', 'I', 2000, 1, 1),

    ('of several series each has its own', 'ann', 'K', 1000, null, 5),
    ('of several series each has its own', 'ann', 'I', 1000, null, 4),
    ('of several series each has its own', 'bob', 'K', 1000, null, 9),
    ('of several series each has its own', 'bob', 'I', 1000, null, null),
    ('of several series each has its own', 'bob', 'K', 1100, 9, 9),
    ('of several series each has its own', 'ann', 'I', 1200, 4, 4),
    ('of several series each has its own', 'ann', 'K', 1300, 5, 5)
),

moments as (
    select
        name,
        cast(happened_at as {{ wide_integer() }}) as happened_at,
        touch_number,
        expected,
        {{ hash_of("concat(name, ': ', person)") }} as person_hash,
        {{ hash_of('scope') }} as scope_hash
    from cases
),

results as (
    select
        *,
        {{ earliest_of_series('touch_number') }} as result
    from moments
)

select * from results
where result is distinct from expected
