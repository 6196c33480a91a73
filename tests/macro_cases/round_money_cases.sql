-- Money has two digits, rounded half away from zero; 10^16 and more is no money.
with cases (name, amount, expected) as (
    values
    ('two digits stay', 12.34, 12.34),
    ('a half is rounded up', 0.005, 0.01),
    ('a half is rounded up to an odd digit too', 0.025, 0.03),
    ('a half is rounded up to an even digit too', 0.015, 0.02),
    ('less than a half is rounded down', 0.0049999999, 0.00),
    ('more than a half is rounded up', 0.0050000001, 0.01),
    ('a half below zero is rounded away from zero', -0.005, -0.01),
    ('less than a half below zero is rounded to zero', -0.0049999999, 0.00),
    ('a half that binary fractions have not is rounded up', 1.005, 1.01),
    ('zero stays', 0.0, 0.0),
    ('the greatest sum of money stays', 9999999999999999.99, 9999999999999999.99),
    ('the greatest that is rounded down', 9999999999999999.9949999999, 9999999999999999.99),
    ('what is rounded to 10^16 is no money', 9999999999999999.995, null),
    ('10^16 is no money', 10000000000000000.0, null),
    ('more than 10^16 is no money', 99999999999999999999.0, null),
    ('nothing stays nothing', null, null)
),

results as (
    select
        *,
        {{ round_money('cast(amount as decimal(38, 10))') }} as result
    from cases
)

select * from results
where result is distinct from cast(expected as decimal(18, 2))
