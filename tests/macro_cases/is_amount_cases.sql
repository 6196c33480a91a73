-- A figure may make up money when it is not negative and below 10^16.
with cases (name, number, expected) as (
    values
    ('a whole number may', '125', true),
    ('a number with decimals may', '12.50', true),
    ('zero may', '0', true),
    ('minus zero is zero', '-0', true),
    ('minus zero with decimals is zero', '-0.00', true),
    ('zeros at the beginning are no matter', '0000000000000000000000000000000000000000000000001', true),
    ('the smallest may', '0.000000000000000001', true),
    ('a negative number may not', '-1', false),
    ('the smallest negative number may not', '-0.000000000000000001', false),
    ('a negative number however small may not', concat('-0.', repeat('0', 300), '1'), false),
    ('a number however small may', concat('0.', repeat('0', 300), '1'), true),
    ('minus zero with however many decimals is zero', concat('-0.', repeat('0', 300)), true),
    ('the greatest may', '9999999999999999.999999999999999999', true),
    ('10^16 may not', '10000000000000000', false),
    ('10^16 with decimals may not', '10000000000000000.000000000000000001', false),
    ('a number of a hundred digits may not', concat('1', repeat('0', 99)), false),
    ('a negative number of a hundred digits may not', concat('-1', repeat('0', 99)), false),
    ('what is not there may not', null, false)
),

results as (
    select
        *,
        {{ is_amount('number') }} as result
    from cases
)

select * from results
where result is distinct from expected
