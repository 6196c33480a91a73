-- A rate is a fraction, a double, and null when there is nothing to divide by.
with cases (name, numerator, denominator, expected) as (
    values
    ('one of four is a quarter, not 25 and not 0', 1, 4, 0.25),
    ('none of four is zero', 0, 4, 0.0),
    ('four of four are one', 4, 4, 1.0),
    ('more than all is more than one', 6, 4, 1.5),
    ('none of none is nothing', 0, 0, null),
    ('some of none is nothing', 5, 0, null),
    ('one of an unknown number is nothing', 1, null, null),
    ('an unknown number of four is nothing', null, 4, null),
    ('great numbers are no matter', 3000000000000, 4000000000000, 0.75)
),

results as (
    select
        name,
        expected,
        {{ rate('numerator', 'denominator') }} as result
    from cases
    union all
    select
        concat(name, ', as money') as name,
        expected,
        {{ rate('cast(numerator as decimal(18, 2))', 'cast(denominator as decimal(18, 2))') }} as result
    from cases
)

select * from results
where result is distinct from cast(expected as double)
