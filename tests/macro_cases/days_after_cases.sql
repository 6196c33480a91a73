-- Days are counted by the calendar, into the next month and year, and backwards.
with cases (name, days, expected) as (
    values
    ('the day itself', 0, cast('2026-12-31' as date)),
    ('the next day', 1, cast('2027-01-01' as date)),
    ('the day before', -1, cast('2026-12-30' as date)),
    ('a leap day', 425, cast('2028-02-29' as date))
),

results as (
    select
        *,
        cast({{ days_after("cast('2026-12-31' as date)", 'days') }} as date) as result
    from cases
)

select * from results
where result is distinct from expected
