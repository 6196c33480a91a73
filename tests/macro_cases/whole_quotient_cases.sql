-- The whole quotient of two wide integers that are not negative; what remains is cut off.
with cases (name, dividend, divisor, expected) as (
    values
    ('without remainder', '6', '2', '3'),
    ('a small remainder is cut off', '7', '3', '2'),
    ('a great remainder is cut off', '8', '3', '2'),
    ('less than the divisor is nothing', '2', '3', '0'),
    ('nothing is nothing', '0', '3', '0'),
    ('by one', '7', '1', '7'),
    ('more digits than a double has are exact', '9007199254740993', '1', '9007199254740993'),
    (
        'thirty-seven digits are exact',
        '9223372036854775798776627963145224191', '9223372036854775808', '999999999999999998'
    ),
    (
        'one more makes it whole',
        '9223372036854775798776627963145224192', '9223372036854775808', '999999999999999999'
    ),
    ('nothing stays nothing', null, '3', null)
),

results as (
    select
        *,
        cast({{ whole_quotient(
            'cast(dividend as ' ~ wide_integer() ~ ')', 'cast(divisor as ' ~ wide_integer() ~ ')'
        ) }} as string) as result
    from cases
)

select * from results
where result is distinct from expected
