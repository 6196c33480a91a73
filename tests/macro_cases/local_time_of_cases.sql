-- The wall-clock time of a timestamp is as long after that of its hour's beginning as the timestamp is after the beginning; without it, the
-- timestamp's own. The cases are written for the default of the var report_timezone, Asia/Seoul, nine hours ahead.
with cases (name, occurred_at, local_hour_at, expected) as (
    values
    (
        'the beginning of the hour',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 17:00:00', timestamp '2026-05-01 17:00:00'
    ),
    (
        'the last microsecond of the hour',
        timestamp '2026-05-01 08:59:59.999999', timestamp '2026-05-01 17:00:00', timestamp '2026-05-01 17:59:59.999999'
    ),
    (
        'what is given is taken as it is',
        timestamp '2026-05-01 08:30:00', timestamp '1999-12-31 00:00:00', timestamp '1999-12-31 00:30:00'
    ),
    ('without it, the own', timestamp '2026-05-01 08:30:00', null, timestamp '2026-05-01 17:30:00'),
    ('without it, another day', timestamp '2026-05-01 15:00:00', null, timestamp '2026-05-02 00:00:00'),
    ('no moment has no time', null, null, null)
),

results as (
    select
        *,
        {{ local_time_of('occurred_at', 'local_hour_at') }} as result
    from cases
)

select * from results
where result is distinct from expected
