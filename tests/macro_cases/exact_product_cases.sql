-- Figure times quantity, rounded to two digits half away from zero: decided by whole numbers, not by binary fractions.
-- 10^16 and more is null.
with cases (name, amount, quantity, expected) as (
    values
    ('once', '20000', '1', 20000.00),
    ('three times', '19.99', '3', 59.97),
    ('no times', '19.99', '0', 0.00),
    ('nothing a thousand times', '0.00', '1000', 0.00),
    ('minus zero is zero', '-0', '5', 0.00),
    ('minus zero times is zero', '5', '-0.0', 0.00),
    ('half a time', '19.99', '0.5', 10.00),
    ('a half is rounded up', '0.5', '0.01', 0.01),
    ('less than a half is rounded down', '0.499999999999', '0.01', 0.00),
    ('1.005 is not less than that', '1.005', '1', 1.01),
    ('2.675 is not less than that', '2.675', '1', 2.68),
    ('0.1 times 0.25 is 0.025', '0.1', '0.25', 0.03),
    ('1.15 times 0.1 is 0.115', '1.15', '0.1', 0.12),
    ('1.45 times 0.7 is 1.015', '1.45', '0.7', 1.02),
    ('zeros at the beginning are no matter', '0001.005', '0001', 1.01),
    ('zeros at the end are no matter', '1.00500000000000000', '1.00000000000000000', 1.01),
    ('the last of 36 digits decides', '0.004999999999999999', '1.00000000000000000', 0.00),
    ('38 digits are exact', '1.005000000000000000', '1.000000000000000000', 1.01),
    ('zeros behind the point are no digits', '0.0000000000000000000125', '4000000000000000', 0.00),
    ('as small as can be', concat('0.', repeat('0', 300), '1'), '9999999999999999', 0.00),
    ('as small as can be and as long', concat('0.', repeat('0', 300), '1'), '1.2345678901234567', 0.00),
    ('small with many digits', concat('0.', repeat('0', 87), repeat('9', 20)), '1', 0.00),
    ('small times great can be a half', '0.00000000000000000125', '4000000000000000', 0.01),
    ('small times great can be just less than a half', '0.0000000000000000005', '9999999999999999.99', 0.00),
    ('36 digits are exact', '999999999999.999999', '0.999999999999999999', 1000000000000.00),
    ('more digits than can be exact are near enough', '1.234567890123456789', '2.345678901234567891', 2.90),
    ('short factors can be a half', '0.00000005', '100000', 0.01),
    ('short factors can be just less than a half', '0.00000004', '100000', 0.00),
    ('a short factor with all its digits', '1.23456789', '10', 12.35),
    ('a short factor without a point', '9999999999', '1', 9999999999.00),
    ('short factors of five decimals', '99999.9999', '99999.9999', 9999999980.00),
    ('short factors are just money', '1000000000', '9999999', 9999999000000000.00),
    ('short factors are just no money', '1000000000', '10000000', null),
    ('the greatest of the short factors', '9999999999', '9999999999', null),
    ('a factor that is just too long to be short', '12345678901', '1', 12345678901.00),
    ('a factor that is just too long for its point', '0.000000005', '1000000', 0.01),
    ('great numbers with many decimals', '1234567890.123456789012345678', '2', 2469135780.25),
    ('the greatest sum of money', '9999999999999999.99', '1', 9999999999999999.99),
    ('the greatest that is rounded down', '9999999999999999.994999', '1', 9999999999999999.99),
    ('what is rounded to 10^16 is no money', '9999999999999999.995', '1', null),
    ('great times great', '99999999.99', '99999999.99', 9999999998000000.00),
    ('10^16 is no money', '100000000', '100000000', null),
    ('the greatest times the greatest is no money', '9999999999999999', '9999999999999999', null),
    (
        'the longest times the longest is no money',
        '9999999999999999.999999999999999999', '9999999999999999.999999999999999999', null
    ),
    ('nothing times is nothing', '1', null, null),
    ('times nothing is nothing', null, '1', null)
),

results as (
    select
        *,
        {{ exact_product('amount', 'quantity') }} as result
    from cases
)

select * from results
where result is distinct from cast(expected as decimal(18, 2))
