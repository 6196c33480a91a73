-- The wall-clock time in the report time zone of a timestamp in UTC. The cases are written for the default of the var
-- report_timezone, Asia/Seoul: nine hours ahead, with summer time in 1988.
with cases (name, utc_timestamp, expected) as (
    values
    (
        'a moment of the morning is the same day',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 17:00:00'
    ),
    (
        'one microsecond before midnight',
        timestamp '2026-05-01 14:59:59.999999', timestamp '2026-05-01 23:59:59.999999'
    ),
    (
        'midnight begins the next day',
        timestamp '2026-05-01 15:00:00', timestamp '2026-05-02 00:00:00'
    ),
    (
        'midnight begins the next year',
        timestamp '2026-12-31 15:00:00', timestamp '2027-01-01 00:00:00'
    ),
    (
        'microseconds stay',
        timestamp '2026-05-01 08:00:00.123456', timestamp '2026-05-01 17:00:00.123456'
    ),
    (
        'summer time is known, not only the offset of today',
        timestamp '1988-07-01 14:00:00', timestamp '1988-07-02 00:00:00'
    ),
    ('nothing stays nothing', null, null)
),

results as (
    select
        *,
        {{ in_report_timezone('utc_timestamp') }} as result
    from cases
)

select * from results
where result is distinct from expected
