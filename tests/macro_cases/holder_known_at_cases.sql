-- The holder of a device at a moment is known at once where an assertion of its life lies at or before the moment, else from
-- the first one after it on.
with cases (name, life, happened_at, asserted_user, expected) as (
    values
    ('nobody is never known', 0, timestamp '2026-05-01 08:00:00', null, cast(null as timestamp)),

    ('at an assertion and after it the user is known', 0, timestamp '2026-05-01 08:00:00', 'ann', null),
    ('at an assertion and after it the user is known', 0, timestamp '2026-05-01 08:00:00', null, null),
    ('at an assertion and after it the user is known', 0, timestamp '2026-05-02 08:00:00', null, null),

    ('before it from it on', 0, timestamp '2026-05-01 07:59:59.999999', null, timestamp '2026-05-01 08:00:00'),
    ('before it from it on', 0, timestamp '2026-05-01 08:00:00', 'ann', null),

    ('before two from the first on', 0, timestamp '2026-05-01 08:00:00', null, timestamp '2026-05-02 08:00:00'),
    ('before two from the first on', 0, timestamp '2026-05-02 08:00:00', 'ann', null),
    ('before two from the first on', 0, timestamp '2026-05-03 08:00:00', 'bob', null),

    ('between two the first is known', 0, timestamp '2026-05-01 08:00:00', 'ann', null),
    ('between two the first is known', 0, timestamp '2026-05-02 08:00:00', null, null),
    ('between two the first is known', 0, timestamp '2026-05-03 08:00:00', 'bob', null),

    ('another life does not count', 0, timestamp '2026-05-01 08:00:00', 'ann', null),
    ('another life does not count', 1, timestamp '2026-05-02 08:00:00', null, timestamp '2026-05-03 08:00:00'),
    ('another life does not count', 1, timestamp '2026-05-03 08:00:00', 'ann', null),
    ('another life does not count', 2, timestamp '2026-05-04 08:00:00', null, null)
),

moments as (
    select
        *,
        {{ device_hash('name') }} as device_hash,
        {{ user_hash('asserted_user') }} as asserted_user_hash
    from cases
),

results as (
    select
        *,
        {{ holder_known_at('asserted_user_hash', 'device_hash', 'life', 'happened_at') }} as result
    from moments
)

select * from results
where result is distinct from expected
