-- A number's text without exponent; null when it is no finite decimal number, or has a positive exponent, which only
-- numbers of 10^16 and more have.
with cases (name, number, expected) as (
    values
    ('a whole number stays', '125', '125'),
    ('a number with decimals stays', '12.50', '12.50'),
    ('a negative number stays', '-12.5', '-12.5'),
    ('zero stays', '0', '0'),
    ('zeros at the beginning stay', '007', '007'),
    ('any number of decimals stays', '0.1234567890123456789012345', '0.1234567890123456789012345'),
    ('any number of digits before the point stays', '123456789012345678901234567890', '123456789012345678901234567890'),
    ('a negative exponent is written out', '1.5e-7', '0.00000015'),
    ('a negative exponent of two digits is written out', '1.5e-07', '0.00000015'),
    ('a negative exponent without decimals is written out', '2e-1', '0.2'),
    ('a negative number with exponent is written out', '-2.25e-3', '-0.00225'),
    ('a negative exponent keeps all digits', '1.23456789e-12', '0.00000000000123456789'),
    ('a great negative exponent too', '-1.5e-300', concat('-0.', repeat('0', 299), '15')),
    ('a positive exponent is too great', '1e16', null),
    ('a positive exponent with a sign is too great', '1.5e+300', null),
    ('a number that is none', 'nan', null),
    ('a number that is none, in JSON', 'NaN', null),
    ('a number without end', 'inf', null),
    ('a negative number without end', '-Infinity', null),
    ('a number with a plus', '+1', null),
    ('a number with a comma', '1,000', null),
    ('a number without digits before the point', '.5', null),
    ('a number without digits behind the point', '5.', null),
    ('a number with two points', '1.2.3', null),
    ('a number with two signs', '--1', null),
    ('a number with a space before it', ' 1', null),
    ('a number with a space behind it', '1 ', null),
    ('a number with a line break behind it', concat('1', chr(10)), null),
    ('a number with a unit', '100원', null),
    ('digits of another alphabet', '１２', null),
    ('a hexadecimal number', '0x10', null),
    ('a sign alone', '-', null),
    ('an empty text', '', null),
    ('nothing', null, null)
),

results as (
    select
        *,
        {{ plain_decimal('number') }} as result
    from cases
)

select * from results
where result is distinct from expected
