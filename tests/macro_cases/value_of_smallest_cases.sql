-- The value of the row with the smallest key is returned as it is: when it is null, null, and not another row's value.
with cases (name, key_text, value, expected) as (
    values
    ('the value of the smallest key', 'a', 1, 1),
    ('the value of the smallest key', 'b', 2, 1),
    ('the value of the smallest key', 'c', 3, 1),
    ('a null value of the smallest key stays null', 'c', 1, null),
    ('a null value of the smallest key stays null', 'a', null, null),
    ('a null value of another key does not matter', 'c', null, 2),
    ('a null value of another key does not matter', 'a', 2, 2),
    ('an only row has its value', 'a', 5, 5)
),

results as (
    select
        name,
        max(expected) as expected,
        {{ value_of_smallest('value', '(key_text, 0)') }} as got
    from cases
    group by name
)

select * from results
where got is distinct from expected
