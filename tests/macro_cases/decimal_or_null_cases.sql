-- A number, or a text that is one, is rounded half away from zero; it is null when it has too many digits before its point.
with cases (name, result, expected) as (
    values
    ('a text', {{ decimal_or_null("'12.34'", 18, 2) }}, 12.34),
    ('a text with more places', {{ decimal_or_null("'0.0050'", 18, 2) }}, 0.01),
    ('a text below zero with more places', {{ decimal_or_null("'-0.005'", 18, 2) }}, -0.01),
    ('a text that is just below a half', {{ decimal_or_null("'0.00499999999999999999999999'", 18, 2) }}, 0.00),
    ('a double', {{ decimal_or_null('cast(2.5 as double)', 18, 2) }}, 2.50),
    ('a decimal', {{ decimal_or_null('cast(2.5 as decimal(38, 10))', 18, 2) }}, 2.50),
    ('the greatest that fits', {{ decimal_or_null("'9999999999999999.99'", 18, 2) }}, 9999999999999999.99),
    ('the smallest that does not', {{ decimal_or_null("'10000000000000000'", 18, 2) }}, null),
    ('the greatest double that does not fit', {{ decimal_or_null('1e300', 18, 2) }}, null),
    ('far below zero', {{ decimal_or_null("'-10000000000000000'", 18, 2) }}, null),
    ('nothing', {{ decimal_or_null('cast(null as string)', 18, 2) }}, null)
)

select * from cases
where result is distinct from cast(expected as decimal(18, 2))
