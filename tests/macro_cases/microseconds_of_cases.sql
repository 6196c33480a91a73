-- A timestamp as microseconds since 1970, in a wide integer: the longest window that an integer can hold can be taken off
-- it.
with cases (name, happened_at, expected) as (
    values
    ('the beginning of 1970', timestamp '1970-01-01 00:00:00', 0),
    ('a microsecond later', timestamp '1970-01-01 00:00:00.000001', 1),
    ('a microsecond earlier', timestamp '1969-12-31 23:59:59.999999', -1),
    ('an hour later', timestamp '1970-01-01 01:00:00', 3600000000),
    ('a moment of today', timestamp '2026-05-01 08:00:00.000001', 1777622400000001),
    ('a moment before 1970', timestamp '1926-05-01 00:00:00', -1378166400000000),
    ('nothing', null, null)
),

results as (
    select
        *,
        {{ microseconds_of('happened_at') }} as result,
        cast(expected as {{ wide_integer() }}) * 1000000 as expected_times_a_million,
        {{ microseconds_of('happened_at') }} * 1000000 as times_a_million,
        {{ microseconds_of('happened_at') }} - cast(2147483647 as {{ wide_integer() }}) * 3600000000
        + cast(2147483647 as {{ wide_integer() }}) * 3600000000 as after_a_window
    from cases
)

select * from results
where
    result is distinct from expected
    or times_a_million is distinct from expected_times_a_million
    or after_a_window is distinct from expected
