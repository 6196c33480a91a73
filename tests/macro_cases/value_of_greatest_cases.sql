-- The value of the row with the greatest key is returned as it is: when it is null, null, and not another row's value.
with cases (name, key_text, value, expected) as (
    values
    ('the value of the greatest key', 'a', 1, 3),
    ('the value of the greatest key', 'b', 2, 3),
    ('the value of the greatest key', 'c', 3, 3),
    ('a null value of the greatest key stays null', 'a', 1, null),
    ('a null value of the greatest key stays null', 'c', null, null),
    ('a null value of another key does not matter', 'a', null, 2),
    ('a null value of another key does not matter', 'c', 2, 2),
    ('an only row has its value', 'a', 5, 5)
),

results as (
    select
        name,
        max(expected) as expected,
        {{ value_of_greatest('value', '(key_text, 0)') }} as got
    from cases
    group by name
)

select * from results
where got is distinct from expected
