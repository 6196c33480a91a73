-- A rule looks at the basis that it names; one of the goal's basis at the goal's or, without the goal, at every basis that
-- a goal may have there.
with stated (name, row_basis, has_goal, goal_basis, touch_basis, is_goal_basis, expected) as (
    values
    ('the basis that is named', 'click', false, null, 'click', true, true),
    ('the basis that is named, whatever the goal says', 'click', true, 'send', 'click', true, true),
    ('another basis than the one that is named', 'click', true, 'send', 'send', true, false),
    ('a basis that no goal has, if it is named', 'impression', false, null, 'impression', false, true),
    ('the basis of the goal', 'goal', true, 'send', 'send', true, true),
    ('another basis than that of the goal', 'goal', true, 'send', 'click', true, false),
    ('a basis that a goal may have, without the goal', 'goal', false, null, 'click', true, true),
    ('a basis that no goal may have, without the goal', 'goal', false, null, 'open', false, false)
),

results as (
    select
        stated.name,
        stated.expected,
        {{ is_looked_at('rule', 'touch_bases') }} as result
    from stated
    cross join lateral (select stated.row_basis as basis, stated.has_goal, stated.goal_basis) as rule
    cross join lateral (select stated.touch_basis as basis, stated.is_goal_basis) as touch_bases
)

select * from results
where result is distinct from expected
