-- The hour in which a timestamp lies, its first microsecond included and its last too.
with cases (name, occurred_at, expected) as (
    values
    ('the first microsecond', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00'),
    ('the second microsecond', timestamp '2026-05-01 08:00:00.000001', timestamp '2026-05-01 08:00:00'),
    ('the half of it', timestamp '2026-05-01 08:30:00', timestamp '2026-05-01 08:00:00'),
    ('the last microsecond', timestamp '2026-05-01 08:59:59.999999', timestamp '2026-05-01 08:00:00'),
    ('the hour after', timestamp '2026-05-01 09:00:00', timestamp '2026-05-01 09:00:00'),
    ('the last hour of a day', timestamp '2026-05-01 23:59:59.999999', timestamp '2026-05-01 23:00:00'),
    ('the first hour of a day', timestamp '2026-05-02 00:00:00', timestamp '2026-05-02 00:00:00'),
    ('the last hour before 1970', timestamp '1969-12-31 23:59:59.999999', timestamp '1969-12-31 23:00:00'),
    ('no moment', null, null)
),

results as (
    select
        *,
        {{ hour_of('occurred_at') }} as result
    from cases
)

select * from results
where result is distinct from expected
