-- The microseconds from one timestamp to another, negative when the other is earlier.
with cases (name, from_timestamp, to_timestamp, expected) as (
    values
    ('none', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00', 0),
    ('one', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00.000001', 1),
    ('one back', timestamp '2026-05-01 08:00:00.000001', timestamp '2026-05-01 08:00:00', -1),
    ('over midnight', timestamp '2026-05-01 23:59:59.999999', timestamp '2026-05-02 00:00:00', 1),
    ('an hour', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 09:00:00', 3600000000),
    ('a day', timestamp '2026-05-01 08:00:00', timestamp '2026-05-02 08:00:00', 86400000000),
    ('a leap day too', timestamp '2028-02-28 00:00:00', timestamp '2028-03-01 00:00:00', 172800000000),
    ('a hundred years', timestamp '1926-05-01 00:00:00', timestamp '2026-05-01 00:00:00', 3155760000000000),
    ('before 1970', timestamp '1969-12-31 23:59:59.999999', timestamp '1970-01-01 00:00:00.000001', 2),
    ('from nowhere', null, timestamp '2026-05-01 08:00:00', null),
    ('to nowhere', timestamp '2026-05-01 08:00:00', null, null)
),

results as (
    select
        *,
        {{ elapsed_microseconds('from_timestamp', 'to_timestamp') }} as result
    from cases
)

select * from results
where result is distinct from expected
