-- The time of the day is what has passed since midnight of the same wall clock, in microseconds.
with cases (name, local_time, expected) as (
    values
    ('midnight', timestamp '2026-05-01 00:00:00', 0),
    ('a microsecond after midnight', timestamp '2026-05-01 00:00:00.000001', 1),
    ('nine in the evening', timestamp '2026-05-01 21:00:00', 75600000000),
    ('the last microsecond of a day', timestamp '2026-05-01 23:59:59.999999', 86399999999),
    ('before 1970', timestamp '1969-12-31 08:00:00', 28800000000),
    ('no time', null, null)
),

results as (
    select
        *,
        {{ time_of_day('local_time') }} as result
    from cases
)

select * from results
where result is distinct from expected
