-- The digits of a figure that is not negative: one zero, then all of them without the point and the leading zeros.
with cases (name, number, expected) as (
    values
    ('a whole number', '125', '0125'),
    ('a number with decimals', '12.5', '0125'),
    ('zeros at the end are digits', '12.50', '01250'),
    ('zeros at the beginning are not', '0012.5', '0125'),
    ('zeros behind the point are at the beginning too', '0.05', '05'),
    ('zeros in the middle are digits', '10.05', '01005'),
    ('nothing but zero', '0', '0'),
    ('nothing but zeros', '0.00', '0'),
    ('minus zero is zero', '-0', '0'),
    ('minus zero with decimals is zero', '-0.00', '0'),
    ('nothing', null, '0')
),

results as (
    select
        *,
        {{ digits_of('number') }} as result
    from cases
)

select * from results
where result is distinct from expected
