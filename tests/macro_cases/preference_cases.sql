-- A touch is preferred to another in its group when its standing is higher; then when it is later, under first_touch
-- when it is earlier; then when it is seen under a row of higher precedence. Never are two preferred alike.
with cases (
    name, credit, standing, touch_number, precedence, other_standing, other_touch_number, other_precedence
) as (
    values
    ('the later one', 'last_touch', 0, 2, 1, 0, 1, 1),
    ('the later one under every_touch', 'every_touch', 0, 2, 1, 0, 1, 1),
    ('the later one under linear', 'linear', 0, 2, 1, 0, 1, 1),
    ('the later one under position_based', 'position_based', 0, 2, 1, 0, 1, 1),
    ('the later one under time_decay', 'time_decay', 0, 2, 1, 0, 1, 1),
    ('the later one where no rule says which', null, 0, 2, 1, 0, 1, 1),
    ('the earlier one under first_touch', 'first_touch', 0, 1, 1, 0, 2, 1),

    ('the later one whatever its precedence', 'last_touch', 0, 2, 0, 0, 1, 2),
    ('the earlier one whatever its precedence under first_touch', 'first_touch', 0, 1, 0, 0, 2, 2),

    ('of one touch the open before the click', 'last_touch', 0, 1, 2, 0, 1, 1),
    ('of one touch the click before the goal', 'last_touch', 0, 1, 1, 0, 1, 0),
    ('of one touch the open before the goal', 'last_touch', 0, 1, 2, 0, 1, 0),
    ('of one touch the open before the click under first_touch', 'first_touch', 0, 1, 2, 0, 1, 1),
    ('of one touch the click before the goal under first_touch', 'first_touch', 0, 1, 1, 0, 1, 0),
    ('of one touch the open before the goal under first_touch', 'first_touch', 0, 1, 2, 0, 1, 0),

    ('one after thousands of others', 'last_touch', 0, 100000, 0, 0, 99999, 2),
    ('one before thousands of others under first_touch', 'first_touch', 0, 99999, 0, 0, 100000, 2),
    ('one after more touches than anybody has', 'last_touch', 0, 100000000000001, 0, 0, 100000000000000, 2),

    ('the higher standing whatever else', 'last_touch', 1, 1, 0, 0, 100000000000000, 2),
    ('the highest standing whatever else', 'last_touch', 2, 1, 0, 1, 100000000000000, 2),
    ('the higher standing whatever else under first_touch', 'first_touch', 1, 100000000000000, 0, 0, 1, 2),
    ('the highest standing whatever else under first_touch', 'first_touch', 2, 100000000000000, 0, 1, 1, 2),
    ('the later one of equal standing', 'last_touch', 2, 2, 0, 2, 1, 2),
    ('the earlier one of equal standing under first_touch', 'first_touch', 2, 1, 0, 2, 2, 2),
    ('a standing that counts before the rule that is another one', 'first_touch', 1, 9, 1, 0, 1, 1)
),

touches as (
    select
        name,
        'preferred' as side,
        credit,
        standing,
        touch_number,
        precedence
    from cases
    union all
    select
        name,
        'other' as side,
        credit,
        other_standing as standing,
        other_touch_number as touch_number,
        other_precedence as precedence
    from cases
),

preferences as (
    select
        *,
        {{ preference('credit', 'standing') }} as preference,
        {{ preference('credit') }} as preference_without_standing
    from touches
),

results as (
    select
        preferred.name,
        preferred.preference,
        others.preference as other_preference,
        preferred.preference > others.preference as result,
        preferred.preference_without_standing = preferred.preference
        and others.preference_without_standing = others.preference as is_standing_nought,
        preferred.standing = 0 and others.standing = 0 as expected_to_be_nought
    from preferences as preferred
    inner join preferences as others on preferred.name = others.name
    where preferred.side = 'preferred' and others.side = 'other'
)

select * from results
where result is distinct from true or is_standing_nought is distinct from expected_to_be_nought
