-- The lower number of a credited candidate's share of its conversion: the number of touches under linear; a half, a
-- fifth or a part of the fifth between the ends under position_based; 2^62 under time_decay; else 1.
with cases (name, credit, touch_position, touches, expected) as (
    values
    ('under last_touch the winner has all of it', 'last_touch', 3, 3, 1),
    ('under first_touch the winner has all of it', 'first_touch', 1, 3, 1),
    ('under every_touch each has all of it', 'every_touch', 2, 3, 1),
    ('under linear an only one has all of it', 'linear', 1, 1, 1),
    ('under linear each of two has a half', 'linear', 1, 2, 2),
    ('under linear each of three has a third', 'linear', 2, 3, 3),
    ('under linear each of a hundred has a hundredth', 'linear', 100, 100, 100),
    ('under position_based an only one has all of it', 'position_based', 1, 1, 1),
    ('under position_based the first of two has a half', 'position_based', 1, 2, 2),
    ('under position_based the last of two has a half', 'position_based', 2, 2, 2),
    ('under position_based the first of three has fifths', 'position_based', 1, 3, 5),
    ('under position_based the one between two has the whole fifth', 'position_based', 2, 3, 5),
    ('under position_based the last of three has fifths', 'position_based', 3, 3, 5),
    ('under position_based the first of six has fifths', 'position_based', 1, 6, 5),
    ('under position_based four share the fifth between the ends', 'position_based', 2, 6, 20),
    ('under position_based the last but one shares it too', 'position_based', 5, 6, 20),
    ('under position_based the last of six has fifths', 'position_based', 6, 6, 5),
    ('under time_decay an only one is counted in steps', 'time_decay', 1, 1, 4611686018427387904),
    ('under time_decay the last of three is counted in steps', 'time_decay', 3, 3, 4611686018427387904),
    ('under time_decay the second of three is counted in steps', 'time_decay', 2, 3, 4611686018427387904)
),

results as (
    select
        *,
        {{ share_denominator('cases') }} as result
    from cases
)

select * from results
where result is distinct from cast(expected as {{ wide_integer() }})
