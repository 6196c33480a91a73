-- Under time_decay a touch counts 2^(-age / half-life), its age counted from the latest candidate. The half-life is
-- that of the var time_decay_half_life_days, whose default of 7 days these cases are written for.
with cases (name, touched_at, latest_touched_at, expected) as (
    values
    (
        'the latest touch counts one',
        timestamp '2026-05-29 08:00:00', timestamp '2026-05-29 08:00:00', 1.0
    ),
    (
        'a touch of one half-life counts a half',
        timestamp '2026-05-22 08:00:00', timestamp '2026-05-29 08:00:00', 0.5
    ),
    (
        'a touch of two half-lives counts a quarter',
        timestamp '2026-05-15 08:00:00', timestamp '2026-05-29 08:00:00', 0.25
    ),
    (
        'a touch of four half-lives counts a sixteenth',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-29 08:00:00', 0.0625
    ),
    (
        'a touch of half a half-life counts one over the root of two',
        timestamp '2026-05-25 20:00:00', timestamp '2026-05-29 08:00:00', 0.707106781187
    ),
    (
        'a touch of one day counts 2^(-1/7)',
        timestamp '2026-05-28 08:00:00', timestamp '2026-05-29 08:00:00', 0.905723664264
    ),
    (
        'age is counted in microseconds',
        timestamp '2026-05-29 07:59:59.900000', timestamp '2026-05-29 08:00:00', 0.999999885392
    ),
    (
        'a touch of ages ago counts nothing, and is no error',
        timestamp '1900-05-29 08:00:00', timestamp '2026-05-29 08:00:00', 0.0
    )
),

results as (
    select
        *,
        {{ recency('touched_at', 'latest_touched_at') }} as result
    from cases
)

select * from results
where round(result, 12) is distinct from cast(expected as double)
