-- A share of money is rounded to two digits half away from zero, from exact whole numbers.
with cases (name, amount, numerator, denominator, expected) as (
    values
    ('the whole of it', 20000.00, 1, 1, 20000.00),
    ('a half of it', 20000.00, 1, 2, 10000.00),
    ('a third of 100', 100.00, 1, 3, 33.33),
    ('two thirds of 100', 100.00, 2, 3, 66.67),
    ('a third of 0.01 is nothing', 0.01, 1, 3, 0.00),
    ('a third of 0.02 is 0.01', 0.02, 1, 3, 0.01),
    ('a half of 0.01 is rounded up', 0.01, 1, 2, 0.01),
    ('a half of 0.03 is rounded up', 0.03, 1, 2, 0.02),
    ('a half of 0.05 is rounded up', 0.05, 1, 2, 0.03),
    ('a tenth of 10.05 is rounded up', 10.05, 1, 10, 1.01),
    ('two fifths of 100', 100.00, 2, 5, 40.00),
    ('two fifths of 0.01 are nothing', 0.01, 2, 5, 0.00),
    ('a twentieth of 0.10 is rounded up', 0.10, 1, 20, 0.01),
    ('a twentieth of 0.09 is nothing', 0.09, 1, 20, 0.00),
    ('a hundredth of 0.49 is nothing', 0.49, 1, 100, 0.00),
    ('a share of nothing is nothing', 0.00, 1, 3, 0.00),
    ('none of it', 100.00, 0, 4611686018427387904, 0.00),
    ('all steps of it', 0.01, 4611686018427387904, 4611686018427387904, 0.01),
    ('half of the steps of 0.01 is rounded up', 0.01, 2305843009213693952, 4611686018427387904, 0.01),
    ('one step less than half of 0.01 is nothing', 0.01, 2305843009213693951, 4611686018427387904, 0.00),
    ('a quarter of the steps', 20000.00, 1152921504606846976, 4611686018427387904, 5000.00),
    ('the greatest sum whole', 9999999999999999.99, 1, 1, 9999999999999999.99),
    ('the greatest sum in steps', 9999999999999999.99, 4611686018427387904, 4611686018427387904, 9999999999999999.99),
    (
        'the greatest sum less one step',
        9999999999999999.99, 4611686018427387903, 4611686018427387904, 9999999999999999.99
    ),
    ('a half of the greatest sum', 9999999999999999.99, 1, 2, 5000000000000000.00),
    ('a third of the greatest sum', 9999999999999999.99, 1, 3, 3333333333333333.33),
    ('no money has no share', null, 1, 3, null)
),

shares as (
    select
        name,
        cast(amount as decimal(18, 2)) as amount,
        cast(numerator as {{ wide_integer() }}) as numerator,
        cast(denominator as {{ wide_integer() }}) as denominator,
        cast(expected as decimal(18, 2)) as expected
    from cases
),

results as (
    select
        *,
        {{ share_of_money('amount', 'numerator', 'denominator') }} as result
    from shares
)

select * from results
where result is distinct from expected
