-- The figure that a JSON value is: a number, or a text that is a plain decimal number; null for all else.
with cases (name, properties, expected) as (
    values
    ('a whole number', '{"amount": 20000}', '20000'),
    ('a number with decimals', '{"amount": 19.99}', '19.99'),
    ('a negative number', '{"amount": -3.5}', '-3.5'),
    ('zero', '{"amount": 0}', '0'),
    ('a number with a positive exponent', '{"amount": 1e2}', '100'),
    ('a number with a capital exponent', '{"amount": 1.5E3}', '1500'),
    ('a number with a negative exponent', '{"amount": 1.5e-7}', '0.00000015'),
    ('a number with many decimals', '{"amount": 1.005}', '1.005'),
    ('the greatest whole number of 64 bits', '{"amount": 18446744073709551615}', '18446744073709551615'),
    ('a number of 10^15', '{"amount": 1e15}', '1000000000000000'),
    ('a text of digits', '{"amount": "20000"}', '20000'),
    ('a text with decimals', '{"amount": "19.99"}', '19.99'),
    ('a text with a minus', '{"amount": "-3.50"}', '-3.5'),
    ('a text with zeros at the beginning', '{"amount": "007"}', '7'),
    (
        'a text with more digits than a double has',
        '{"amount": "1234567890.123456789012345678"}', '1234567890.123456789012345678'
    ),
    ('a text with escaped digits', {{ text_literal('{"amount": "\\u0031\\u0032"}') }}, '12'),
    ('a text with exponent is not plain', '{"amount": "1e3"}', null),
    ('a text with a negative exponent is not plain', '{"amount": "1.5e-7"}', null),
    ('a text with a plus is not plain', '{"amount": "+1"}', null),
    ('a text with a comma is not plain', '{"amount": "1,000"}', null),
    ('a text with a space is not plain', '{"amount": " 1"}', null),
    ('a text with a line break is not plain', {{ text_literal('{"amount": "1\\n"}') }}, null),
    ('a text without digits before the point is not plain', '{"amount": ".5"}', null),
    ('a text without digits behind the point is not plain', '{"amount": "5."}', null),
    ('a text with a currency is not plain', '{"amount": "1000원"}', null),
    ('a text in digits of another alphabet is not plain', '{"amount": "１２"}', null),
    ('a text that is no number', '{"amount": "NaN"}', null),
    ('a text without end', '{"amount": "Infinity"}', null),
    ('an empty text', '{"amount": ""}', null),
    ('truth is no number', '{"amount": true}', null),
    ('null is no number', '{"amount": null}', null),
    ('a list is no number', '{"amount": [1]}', null),
    ('an object is no number', '{"amount": {"value": 1}}', null),
    ('another property is not it', '{"Amount": 1}', null),
    ('an object without properties', '{}', null),
    ('no object', null, null)
),

located as (
    select
        *,
        {{ json_value('properties', "'amount'") }} as value
    from cases
),

results as (
    select
        name,
        cast(expected as decimal(38, 18)) as expected,
        cast({{ json_decimal('value') }} as decimal(38, 18)) as result
    from located
)

select * from results
where result is distinct from expected
