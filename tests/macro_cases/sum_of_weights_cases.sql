-- The sum of credit weights is a double and does not show in which order they were added.
with cases (name, credit_weight, expected) as (
    values
    ('one whole conversion', 1.0, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('ten tenths are exactly one', 0.1, 1.0),
    ('the small first', 0.1, 1.0),
    ('the small first', 0.2, 1.0),
    ('the small first', 0.7, 1.0),
    ('the great first', 0.7, 1.0),
    ('the great first', 0.2, 1.0),
    ('the great first', 0.1, 1.0),
    ('the smallest weights add up', 0.000000000000000001, 0.000000000000000002),
    ('the smallest weights add up', 0.000000000000000001, 0.000000000000000002),
    ('no weight at all is nothing', null, null)
),

results as (
    select
        name,
        expected,
        {{ sum_of_weights('cast(credit_weight as double)') }} as result
    from cases
    group by name, expected
)

select * from results
where result is distinct from cast(expected as double)
