-- A moment has the value of the latest touch of its series at or before it: of the same person and scope, to the
-- microsecond, touches at its own instant included. Conversions have no value of their own.
with cases (name, person, scope, happened_at, touch_number, expected) as (
    values
    ('without a touch there is none', 'ann', 'K', timestamp '2026-05-01 08:00:00', null, null),

    ('a touch before it is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 1, 1),
    ('a touch before it is it', 'ann', 'K', timestamp '2026-05-01 08:00:00.000001', null, 1),

    ('a touch at its instant is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 1, 1),
    ('a touch at its instant is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', null, 1),

    ('a touch after it is not', 'ann', 'K', timestamp '2026-05-01 08:00:00', null, null),
    ('a touch after it is not', 'ann', 'K', timestamp '2026-05-01 08:00:00.000001', 1, 1),

    ('of three touches before it the latest is it', 'ann', 'K', timestamp '2026-05-01 10:00:00', 4, 4),
    ('of three touches before it the latest is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 1, 1),
    ('of three touches before it the latest is it', 'ann', 'K', timestamp '2026-05-09 08:00:00', null, 4),
    ('of three touches before it the latest is it', 'ann', 'K', timestamp '2026-05-01 09:00:00', 2, 2),

    ('of touches around it the one before is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 7, 7),
    ('of touches around it the one before is it', 'ann', 'K', timestamp '2026-05-01 08:59:59.999999', null, 7),
    ('of touches around it the one before is it', 'ann', 'K', timestamp '2026-05-01 09:00:00', 8, 8),

    ('of touches at its instant the last is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 10, 12),
    ('of touches at its instant the last is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 12, 12),
    ('of touches at its instant the last is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', null, 12),
    ('of touches at its instant the last is it', 'ann', 'K', timestamp '2026-05-01 08:00:00', 11, 12),

    ('a conversion between hides no touch', 'ann', 'K', timestamp '2026-05-01 08:00:00', 1, 1),
    ('a conversion between hides no touch', 'ann', 'K', timestamp '2026-05-01 09:00:00', null, 1),
    ('a conversion between hides no touch', 'ann', 'K', timestamp '2026-05-01 10:00:00', null, 1),

    ('two conversions at one instant have the same', 'ann', 'K', timestamp '2026-05-01 08:00:00', 1, 1),
    ('two conversions at one instant have the same', 'ann', 'K', timestamp '2026-05-01 09:00:00', null, 1),
    ('two conversions at one instant have the same', 'ann', 'K', timestamp '2026-05-01 09:00:00', null, 1),

    ('a touch of another person is not it', 'bob', 'K', timestamp '2026-05-01 08:00:00', 1, 1),
    ('a touch of another person is not it', 'ann', 'K', timestamp '2026-05-01 09:00:00', null, null),

    ('a touch of another scope is not it', 'ann', 'I', timestamp '2026-05-01 08:00:00', 1, 1),
    ('a touch of another scope is not it', 'ann', 'K', timestamp '2026-05-01 09:00:00', null, null),

    ('of several series each has its own', 'ann', 'K', timestamp '2026-05-01 08:00:00', 3, 3),
    ('of several series each has its own', 'ann', 'I', timestamp '2026-05-01 08:30:00', 4, 4),
    ('of several series each has its own', 'bob', 'K', timestamp '2026-05-01 08:45:00', 9, 9),
    ('of several series each has its own', 'ann', 'K', timestamp '2026-05-01 09:00:00', null, 3),
    ('of several series each has its own', 'ann', 'I', timestamp '2026-05-01 09:00:00', null, 4),
    ('of several series each has its own', 'bob', 'K', timestamp '2026-05-01 09:00:00', null, 9),
    ('of several series each has its own', 'bob', 'I', timestamp '2026-05-01 09:00:00', null, null)
),

moments as (
    select
        *,
        {{ hash_of("concat(name, ': ', person)") }} as person_hash,
        {{ hash_of('scope') }} as scope_hash
    from cases
),

results as (
    select
        *,
        {{ latest_of_series('touch_number') }} as result
    from moments
)

select * from results
where result is distinct from expected
