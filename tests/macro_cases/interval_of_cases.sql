-- An interval of a number of seconds, to the microsecond.
with cases (name, result, expected) as (
    values
    (
        'ten minutes',
        timestamp '2026-05-10 09:00:00' + {{ interval_of(600) }}, timestamp '2026-05-10 09:10:00'
    ),
    (
        'no time',
        timestamp '2026-05-10 09:00:00' + {{ interval_of(0) }}, timestamp '2026-05-10 09:00:00'
    ),
    (
        'one microsecond',
        timestamp '2026-05-10 09:00:00' + {{ interval_of(0.000001) }}, timestamp '2026-05-10 09:00:00.000001'
    ),
    (
        'a fraction of seconds',
        timestamp '2026-05-10 09:00:00' + {{ interval_of(1.1) }}, timestamp '2026-05-10 09:00:01.100000'
    ),
    (
        'three days back',
        timestamp '2026-05-10 09:00:00' - {{ interval_of(259200) }}, timestamp '2026-05-07 09:00:00'
    ),
    (
        'a year is so many seconds, not a year',
        timestamp '2028-01-01 00:00:00' + {{ interval_of(31536000) }}, timestamp '2028-12-31 00:00:00'
    )
)

select * from cases
where result is distinct from expected
