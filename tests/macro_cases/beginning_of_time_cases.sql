-- Nothing happens before the beginning of time.
with cases (name, moment) as (
    values
    ('the first moment of year 1', timestamp '0001-01-01 00:00:00'),
    ('a moment before it', timestamp '0001-01-01 00:00:00' - interval '1' microsecond),
    ('a moment of today', timestamp '2026-05-01 08:00:00')
)

select * from cases
where not coalesce({{ beginning_of_time() }} < moment, false)
