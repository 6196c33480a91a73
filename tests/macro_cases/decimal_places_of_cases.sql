-- The digits of a figure that stand behind its point.
with cases (name, number, expected) as (
    values
    ('a whole number has none', '125', 0),
    ('one', '12.5', 1),
    ('two', '12.50', 2),
    ('zeros count', '0.000', 3),
    ('eighteen', '0.123456789012345678', 18),
    ('a negative zero has its own', '-0.0', 1),
    ('nothing has nothing', null, null)
),

results as (
    select
        *,
        {{ decimal_places_of('number') }} as result
    from cases
)

select * from results
where result is distinct from expected
