-- A device is held by the user of its latest assertion at or before the moment, else of the first one after it, in both
-- cases within the same life; else by nobody.
with cases (name, device, life, happened_at, asserted_user, expected_user) as (
    values
    ('a device without an assertion is held by nobody', 'phone', 0, timestamp '2026-05-01 08:00:00', null, null),

    ('after an assertion its user holds', 'phone', 0, timestamp '2026-05-01 08:00:00', 'ann', 'ann'),
    ('after an assertion its user holds', 'phone', 0, timestamp '2026-05-09 08:00:00', null, 'ann'),

    ('before the first assertion its user holds already', 'phone', 0, timestamp '2026-05-01 08:00:00', null, 'ann'),
    ('before the first assertion its user holds already', 'phone', 0, timestamp '2026-05-09 08:00:00', 'ann', 'ann'),
    ('before the first assertion its user holds already', 'phone', 0, timestamp '2026-05-10 08:00:00', 'bob', 'bob'),

    ('between two assertions the earlier one holds', 'phone', 0, timestamp '2026-05-01 08:00:00', 'bob', 'bob'),
    ('between two assertions the earlier one holds', 'phone', 0, timestamp '2026-05-02 07:59:59.999999', null, 'bob'),
    ('between two assertions the earlier one holds', 'phone', 0, timestamp '2026-05-02 08:00:00', 'ann', 'ann'),

    ('at the instant of an assertion it holds', 'phone', 0, timestamp '2026-05-01 08:00:00', 'bob', 'bob'),
    ('at the instant of an assertion it holds', 'phone', 0, timestamp '2026-05-02 08:00:00', null, 'ann'),
    ('at the instant of an assertion it holds', 'phone', 0, timestamp '2026-05-02 08:00:00', 'ann', 'ann'),
    ('at the instant of an assertion it holds', 'phone', 0, timestamp '2026-05-02 08:00:00', null, 'ann'),

    ('of several before it the latest holds', 'phone', 0, timestamp '2026-05-01 08:00:00', 'cid', 'cid'),
    ('of several before it the latest holds', 'phone', 0, timestamp '2026-05-02 08:00:00', 'bob', 'bob'),
    ('of several before it the latest holds', 'phone', 0, timestamp '2026-05-03 08:00:00', 'ann', 'ann'),
    ('of several before it the latest holds', 'phone', 0, timestamp '2026-05-04 08:00:00', null, 'ann'),

    ('a user can come back', 'phone', 0, timestamp '2026-05-01 08:00:00', 'ann', 'ann'),
    ('a user can come back', 'phone', 0, timestamp '2026-05-02 08:00:00', 'bob', 'bob'),
    ('a user can come back', 'phone', 0, timestamp '2026-05-03 08:00:00', 'ann', 'ann'),
    ('a user can come back', 'phone', 0, timestamp '2026-05-03 08:00:00.000001', null, 'ann'),

    ('the user of another life does not hold', 'phone', 0, timestamp '2026-05-01 08:00:00', 'ann', 'ann'),
    ('the user of another life does not hold', 'phone', 1, timestamp '2026-05-02 08:00:00', null, null),
    ('the user of another life does not hold', 'phone', 2, timestamp '2026-05-03 08:00:00', 'bob', 'bob'),

    ('a new life waits for its own first user', 'phone', 0, timestamp '2026-05-01 08:00:00', 'ann', 'ann'),
    ('a new life waits for its own first user', 'phone', 1, timestamp '2026-05-02 08:00:00', null, 'bob'),
    ('a new life waits for its own first user', 'phone', 1, timestamp '2026-05-03 08:00:00', 'bob', 'bob'),

    ('the user of another device does not hold', 'phone', 0, timestamp '2026-05-01 08:00:00', null, null),
    ('the user of another device does not hold', 'tablet', 0, timestamp '2026-05-01 08:00:00', 'ann', 'ann')
),

moments as (
    select
        *,
        {{ device_hash("concat(name, ': ', device)") }} as device_hash,
        {{ user_hash('asserted_user') }} as asserted_user_hash,
        {{ user_hash('expected_user') }} as expected
    from cases
),

results as (
    select
        *,
        {{ holder_of_device('asserted_user_hash', 'device_hash', 'life', 'happened_at') }} as result
    from moments
)

select * from results
where result is distinct from expected
