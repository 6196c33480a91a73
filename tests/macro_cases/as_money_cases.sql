-- An amount that is money as it is stays so; of sums and products only the type is another, and nothing stays nothing. That an amount
-- which does not fit is an error is tested in Python, on both engines.
with cases (name, amount, expected) as (
    values
    ('a hundredth', cast(0.01 as decimal(38, 2)), '0.01'),
    ('nothing bought', 0, '0.00'),
    ('the greatest', 9999999999999999.99, '9999999999999999.99'),
    ('the greatest loss', -9999999999999999.99, '-9999999999999999.99'),
    ('no amount', null, null)
),

results as (
    select
        *,
        cast({{ as_money('amount') }} as string) as result
    from cases
    union all
    select
        'a sum' as name,
        null as amount,
        '0.00' as expected,
        cast({{ as_money('sum(amount)') }} as string) as result
    from cases
    where name != 'a hundredth'
    union all
    select
        'the type' as name,
        null as amount,
        'DECIMAL(18,2)' as expected,
        upper(typeof({{ as_money('sum(amount)') }})) as result
    from cases
)

select * from results
where result is distinct from expected
