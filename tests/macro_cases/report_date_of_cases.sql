-- The report date of a timestamp is that of its hour where that has one; else that of its own wall-clock time in the
-- report time zone. The cases are written for the default of the var report_timezone, Asia/Seoul, nine hours ahead.
with cases (name, occurred_at, date_of_hour, expected) as (
    values
    ('the date of the hour', timestamp '2026-05-01 08:00:00', date '2026-05-01', date '2026-05-01'),
    (
        'the date of the hour is taken as it is',
        timestamp '2026-05-01 08:00:00', date '1999-12-31', date '1999-12-31'
    ),
    ('without one, the own date', timestamp '2026-05-01 08:00:00', null, date '2026-05-01'),
    (
        'without one, the last microsecond of a day',
        timestamp '2026-05-01 14:59:59.999999', null, date '2026-05-01'
    ),
    ('without one, the first microsecond of a day', timestamp '2026-05-01 15:00:00', null, date '2026-05-02'),
    ('without one, the last day of a year', timestamp '2026-12-31 14:59:59.999999', null, date '2026-12-31'),
    ('without one, the first day of a year', timestamp '2026-12-31 15:00:00', null, date '2027-01-01'),
    ('without one, a night of summer time', timestamp '1988-07-01 14:00:00', null, date '1988-07-02'),
    ('no moment has no date', null, null, null)
),

results as (
    select
        *,
        {{ report_date_of('occurred_at', 'date_of_hour') }} as result
    from cases
)

select * from results
where result is distinct from expected
