-- Where shares divide one conversion, the campaign of the last touch takes what the rounding of the others leaves, so
-- that the credits add up to the amount; under every_touch nothing is divided.
with cases (
    name, ruleset_name, conversion, credit, touch_position, touches, amount, rounded_amount, expected
) as (
    values
    ('an only touch takes it all', 'r', 'p', 'last_touch', 1, 1, 20000.00, 20000.00, 20000.00),
    ('the last of three that wins takes it all', 'r', 'p', 'last_touch', 3, 3, 20000.00, 20000.00, 20000.00),
    ('the first of three that wins takes it all', 'r', 'p', 'first_touch', 1, 3, 20000.00, 20000.00, 20000.00),

    ('100 over 3 leaves 33.34 to the last', 'r', 'p', 'linear', 1, 3, 100.00, 33.33, 33.33),
    ('100 over 3 leaves 33.34 to the last', 'r', 'p', 'linear', 2, 3, 100.00, 33.33, 33.33),
    ('100 over 3 leaves 33.34 to the last', 'r', 'p', 'linear', 3, 3, 100.00, 33.33, 33.34),

    ('0.01 over 3 is all for the last', 'r', 'p', 'linear', 1, 3, 0.01, 0.00, 0.00),
    ('0.01 over 3 is all for the last', 'r', 'p', 'linear', 2, 3, 0.01, 0.00, 0.00),
    ('0.01 over 3 is all for the last', 'r', 'p', 'linear', 3, 3, 0.01, 0.00, 0.01),

    ('0.02 over 3 leaves nothing to the last', 'r', 'p', 'linear', 1, 3, 0.02, 0.01, 0.01),
    ('0.02 over 3 leaves nothing to the last', 'r', 'p', 'linear', 2, 3, 0.02, 0.01, 0.01),
    ('0.02 over 3 leaves nothing to the last', 'r', 'p', 'linear', 3, 3, 0.02, 0.01, 0.00),

    ('0.02 over 4 leaves the last less than nothing', 'r', 'p', 'linear', 1, 4, 0.02, 0.01, 0.01),
    ('0.02 over 4 leaves the last less than nothing', 'r', 'p', 'linear', 2, 4, 0.02, 0.01, 0.01),
    ('0.02 over 4 leaves the last less than nothing', 'r', 'p', 'linear', 3, 4, 0.02, 0.01, 0.01),
    ('0.02 over 4 leaves the last less than nothing', 'r', 'p', 'linear', 4, 4, 0.02, 0.01, -0.01),

    ('under position_based the last takes the rest', 'r', 'p', 'position_based', 1, 3, 0.04, 0.02, 0.02),
    ('under position_based the last takes the rest', 'r', 'p', 'position_based', 2, 3, 0.04, 0.01, 0.01),
    ('under position_based the last takes the rest', 'r', 'p', 'position_based', 3, 3, 0.04, 0.02, 0.01),

    ('under time_decay the last takes the rest', 'r', 'p', 'time_decay', 1, 2, 0.05, 0.02, 0.02),
    ('under time_decay the last takes the rest', 'r', 'p', 'time_decay', 2, 2, 0.05, 0.04, 0.03),

    ('under every_touch each takes it all', 'r', 'p', 'every_touch', 1, 3, 10.01, 10.01, 10.01),
    ('under every_touch each takes it all', 'r', 'p', 'every_touch', 2, 3, 10.01, 10.01, 10.01),
    ('under every_touch each takes it all', 'r', 'p', 'every_touch', 3, 3, 10.01, 10.01, 10.01),

    ('another conversion is another sum', 'r', 'p', 'linear', 2, 2, 0.01, 0.01, 0.00),
    ('another conversion is another sum', 'r', 'p', 'linear', 1, 2, 0.01, 0.01, 0.01),
    ('another conversion is another sum', 'r', 'q', 'linear', 1, 2, 0.03, 0.02, 0.02),
    ('another conversion is another sum', 'r', 'q', 'linear', 2, 2, 0.03, 0.02, 0.01),

    ('another ruleset is another sum', 'r', 'p', 'linear', 1, 2, 0.01, 0.01, 0.01),
    ('another ruleset is another sum', 'r', 'p', 'linear', 2, 2, 0.01, 0.01, 0.00),
    ('another ruleset is another sum', 's', 'p', 'last_touch', 2, 2, 0.01, 0.01, 0.01),

    (
        'the greatest sums are exact',
        'r', 'p', 'linear', 1, 2, 9999999999999999.99, 5000000000000000.00, 5000000000000000.00
    ),
    (
        'the greatest sums are exact',
        'r', 'p', 'linear', 2, 2, 9999999999999999.99, 5000000000000000.00, 4999999999999999.99
    ),

    ('a goal without money has none to share', 'r', 'p', 'linear', 1, 2, null, null, null),
    ('a goal without money has none to share', 'r', 'p', 'linear', 2, 2, null, null, null)
),

credits as (
    select
        name,
        concat(name, ': ', ruleset_name) as ruleset,
        {{ hash_of('conversion') }} as conversion_hash,
        credit,
        touch_position,
        touches,
        cast(amount as decimal(18, 2)) as amount,
        cast(rounded_amount as decimal(18, 2)) as rounded_amount,
        cast(expected as decimal(18, 2)) as expected
    from cases
),

results as (
    select
        *,
        {{ remainder_to_last_touch('amount', 'rounded_amount') }} as result
    from credits
)

select * from results
where result is distinct from expected
