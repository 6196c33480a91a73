-- A device begins a new life at each of its resets; a moment at the instant of a reset is in the new life already.
with cases (name, device, happened_at, resets, expected) as (
    values
    ('a device without a reset has one life', 'phone', timestamp '2026-05-01 08:00:00', 0, 0),
    ('a device without a reset has one life', 'phone', timestamp '2026-05-09 08:00:00', 0, 0),

    ('one microsecond before a reset is the old life', 'phone', timestamp '2026-05-01 08:59:59.999999', 0, 0),
    ('one microsecond before a reset is the old life', 'phone', timestamp '2026-05-01 09:00:00', 1, 1),

    ('the instant of a reset is the new life', 'phone', timestamp '2026-05-01 08:00:00', 0, 0),
    ('the instant of a reset is the new life', 'phone', timestamp '2026-05-01 09:00:00', 0, 1),
    ('the instant of a reset is the new life', 'phone', timestamp '2026-05-01 09:00:00', 1, 1),
    ('the instant of a reset is the new life', 'phone', timestamp '2026-05-01 09:00:00', 0, 1),

    ('one microsecond after a reset is the new life', 'phone', timestamp '2026-05-01 09:00:00', 1, 1),
    ('one microsecond after a reset is the new life', 'phone', timestamp '2026-05-01 09:00:00.000001', 0, 1),

    ('each reset begins a life', 'phone', timestamp '2026-05-01 08:00:00', 0, 0),
    ('each reset begins a life', 'phone', timestamp '2026-05-01 09:00:00', 1, 1),
    ('each reset begins a life', 'phone', timestamp '2026-05-01 10:00:00', 0, 1),
    ('each reset begins a life', 'phone', timestamp '2026-05-01 11:00:00', 1, 2),
    ('each reset begins a life', 'phone', timestamp '2026-05-01 12:00:00', 0, 2),

    ('a reset before everything begins the life of everything', 'phone', timestamp '2026-05-01 08:00:00', 1, 1),
    ('a reset before everything begins the life of everything', 'phone', timestamp '2026-05-01 09:00:00', 0, 1),

    ('a reset of another device is not this one''s', 'phone', timestamp '2026-05-01 08:00:00', 0, 0),
    ('a reset of another device is not this one''s', 'tablet', timestamp '2026-05-01 09:00:00', 1, 1),
    ('a reset of another device is not this one''s', 'phone', timestamp '2026-05-01 10:00:00', 0, 0)
),

moments as (
    select
        *,
        concat(name, ': ', device) as device_id
    from cases
),

results as (
    select
        *,
        {{ life_of_device('resets', 'device_id', 'happened_at') }} as result
    from moments
)

select * from results
where result is distinct from expected
