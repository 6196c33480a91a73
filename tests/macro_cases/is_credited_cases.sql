-- Under last_touch the last candidate has a share of the conversion, under first_touch the first, else every one.
with cases (name, credit, touch_position, touches, expected) as (
    values
    ('under last_touch an only candidate is credited', 'last_touch', 1, 1, true),
    ('under last_touch the first of two is not', 'last_touch', 1, 2, false),
    ('under last_touch the last of two is', 'last_touch', 2, 2, true),
    ('under last_touch the first of three is not', 'last_touch', 1, 3, false),
    ('under last_touch the second of three is not', 'last_touch', 2, 3, false),
    ('under last_touch the last of three is', 'last_touch', 3, 3, true),
    ('under last_touch the last but one of a hundred is not', 'last_touch', 99, 100, false),
    ('under last_touch the last of a hundred is', 'last_touch', 100, 100, true),
    ('under first_touch an only candidate is credited', 'first_touch', 1, 1, true),
    ('under first_touch the first of two is', 'first_touch', 1, 2, true),
    ('under first_touch the last of two is not', 'first_touch', 2, 2, false),
    ('under first_touch the first of three is', 'first_touch', 1, 3, true),
    ('under first_touch the second of three is not', 'first_touch', 2, 3, false),
    ('under first_touch the last of three is not', 'first_touch', 3, 3, false),
    ('under first_touch the first of a hundred is', 'first_touch', 1, 100, true),
    ('under first_touch the last of a hundred is not', 'first_touch', 100, 100, false),
    ('under every_touch an only candidate is credited', 'every_touch', 1, 1, true),
    ('under every_touch the first of three is', 'every_touch', 1, 3, true),
    ('under every_touch the second of three is', 'every_touch', 2, 3, true),
    ('under every_touch the last of three is', 'every_touch', 3, 3, true),
    ('under linear an only candidate is credited', 'linear', 1, 1, true),
    ('under linear the first of three is', 'linear', 1, 3, true),
    ('under linear the second of three is', 'linear', 2, 3, true),
    ('under linear the last of three is', 'linear', 3, 3, true),
    ('under position_based an only candidate is credited', 'position_based', 1, 1, true),
    ('under position_based the first of three is', 'position_based', 1, 3, true),
    ('under position_based the second of three is', 'position_based', 2, 3, true),
    ('under position_based the last of three is', 'position_based', 3, 3, true),
    ('under time_decay an only candidate is credited', 'time_decay', 1, 1, true),
    ('under time_decay the first of three is', 'time_decay', 1, 3, true),
    ('under time_decay the second of three is', 'time_decay', 2, 3, true),
    ('under time_decay the last of three is', 'time_decay', 3, 3, true)
),

results as (
    select
        *,
        {{ is_credited('cases') }} as result
    from cases
)

select * from results
where result is distinct from expected
