-- The upper number of a credited candidate's share of its conversion: 1, but 2 for the ends of three or more under
-- position_based (two fifths), and the steps of 2^-62 that make up the recency share under time_decay.
with cases (name, credit, touch_position, touches, recency_share, expected) as (
    values
    ('under last_touch the winner has all of it', 'last_touch', 3, 3, 0.5, 1),
    ('under first_touch the winner has all of it', 'first_touch', 1, 3, 0.2, 1),
    ('under every_touch each has all of it', 'every_touch', 2, 3, 0.3, 1),
    ('under linear an only one has one part', 'linear', 1, 1, 1.0, 1),
    ('under linear each of three has one part', 'linear', 2, 3, 0.3, 1),
    ('under linear the last of three has one part', 'linear', 3, 3, 0.3, 1),
    ('under position_based an only one has all of it', 'position_based', 1, 1, 1.0, 1),
    ('under position_based the first of two has one half', 'position_based', 1, 2, 0.5, 1),
    ('under position_based the last of two has one half', 'position_based', 2, 2, 0.5, 1),
    ('under position_based the first of three has two fifths', 'position_based', 1, 3, 0.3, 2),
    ('under position_based the one between two has one fifth', 'position_based', 2, 3, 0.3, 1),
    ('under position_based the last of three has two fifths', 'position_based', 3, 3, 0.3, 2),
    ('under position_based the first of six has two fifths', 'position_based', 1, 6, 0.1, 2),
    ('under position_based the second of six has one part of the rest', 'position_based', 2, 6, 0.1, 1),
    ('under position_based the fifth of six has one part of the rest', 'position_based', 5, 6, 0.1, 1),
    ('under position_based the last of six has two fifths', 'position_based', 6, 6, 0.1, 2),
    ('under time_decay an only one has all steps', 'time_decay', 1, 1, 1.0, 4611686018427387904),
    ('under time_decay a half has half of the steps', 'time_decay', 1, 2, 0.5, 2305843009213693952),
    ('under time_decay a quarter has a quarter of the steps', 'time_decay', 2, 3, 0.25, 1152921504606846976),
    ('under time_decay the ends are nothing special', 'time_decay', 3, 3, 0.125, 576460752303423488),
    ('under time_decay a share of nothing has no step', 'time_decay', 1, 2, 0.0, 0)
),

candidates as (
    select
        name,
        credit,
        touch_position,
        touches,
        cast(recency_share as double) as recency_share,
        cast(expected as {{ wide_integer() }}) as expected
    from cases
),

results as (
    select
        *,
        {{ share_numerator('candidates') }} as result
    from candidates
)

select * from results
where result is distinct from expected
