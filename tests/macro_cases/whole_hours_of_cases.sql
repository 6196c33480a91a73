-- A window is shown in hours where it is a whole number of them.
with cases (name, window_minutes, expected) as (
    values
    ('an hour', cast(60 as bigint), 1),
    ('half an hour', 30, null),
    ('a minute more than an hour', 61, null),
    ('a minute less than an hour', 59, null),
    ('three days', 4320, 72),
    ('the most hours that an integer can hold', 128849018820, 2147483647),
    ('a window that is not there', null, null)
),

results as (
    select
        *,
        {{ whole_hours_of('window_minutes') }} as result
    from cases
)

select * from results
where result is distinct from expected
