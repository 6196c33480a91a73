-- A text of digits with a decimal point before its last places; zeros are filled in where there are fewer digits.
with cases (name, digits, places, expected) as (
    values
    ('no place', '125', 0, '125'),
    ('one place', '125', 1, '12.5'),
    ('as many places as digits', '125', 3, '0.125'),
    ('more places than digits', '125', 5, '0.00125'),
    ('zero', '0', 2, '0'),
    ('zeros at the end stay', '1250', 2, '12.5'),
    ('sixty places', concat('125', repeat('0', 57)), 60, '0.125'),
    ('forty digits and sixty places', concat('125', repeat('0', 37)), 60, '0'),
    ('many digits', '12345678901234567890123456789', 18, '12345678901.234567890123456789')
),

results as (
    select
        name,
        cast(expected as decimal(38, 18)) as expected,
        cast({{ point_inserted('digits', 'places') }} as decimal(38, 18)) as result
    from cases
)

select * from results
where result is distinct from expected
