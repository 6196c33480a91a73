-- A candidate is at an end when it is the first or the last of its conversion.
with cases (name, touch_position, touches, expected) as (
    values
    ('an only one is', 1, 1, true),
    ('the first of two is', 1, 2, true),
    ('the last of two is', 2, 2, true),
    ('the first of three is', 1, 3, true),
    ('the second of three is not', 2, 3, false),
    ('the last of three is', 3, 3, true),
    ('the second of ten is not', 2, 10, false),
    ('the last but one of ten is not', 9, 10, false),
    ('the last of ten is', 10, 10, true)
),

results as (
    select
        *,
        {{ is_at_an_end('cases') }} as result
    from cases
)

select * from results
where result is distinct from expected
