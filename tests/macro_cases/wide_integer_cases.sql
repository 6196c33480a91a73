-- An exact integer of at least 38 digits.
with cases (name, factor, expected) as (
    values
    ('one digit', '3', '9'),
    ('a negative number', '-3', '9'),
    ('more digits than a double has', '100000007', '10000001400000049'),
    ('more digits than 64 bits have', '10000000019', '100000000380000000361'),
    ('38 digits', '9999999999999999999', '99999999999999999980000000000000000001'),
    ('nothing', null, null)
),

results as (
    select
        *,
        cast(cast(factor as {{ wide_integer() }}) * cast(factor as {{ wide_integer() }}) as string) as result
    from cases
)

select * from results
where result is distinct from expected
