-- A campaign may earn a conversion when its tracking is on, when it has the event as a goal, or always, as the rule
-- says; a rule with the basis or the window of the goal asks for the goal whatever else it says.
with stated (name, participates, purchase_conversion_tracking, has_goal, basis, window_kind, expected) as (
    values
    ('with tracking_on a tracked campaign may', 'tracking_on', true, false, 'click', 'global', true),
    ('with tracking_on a tracked campaign with the goal may', 'tracking_on', true, true, 'click', 'global', true),
    ('with tracking_on an untracked campaign may not', 'tracking_on', false, false, 'click', 'global', false),
    ('with tracking_on the goal does not help', 'tracking_on', false, true, 'click', 'global', false),
    ('with goal a campaign that has the goal may', 'goal', true, true, 'click', 'global', true),
    ('with goal tracking does not matter', 'goal', false, true, 'click', 'global', true),
    ('with goal a campaign without the goal may not', 'goal', true, false, 'click', 'global', false),
    ('with all every campaign may', 'all', false, false, 'send', 'fixed', true),
    ('with all a campaign with everything may', 'all', true, true, 'send', 'fixed', true),
    ('with all an untracked campaign with the goal may', 'all', false, true, 'send', 'fixed', true),
    ('the basis and window of the goal that is there are fine', 'goal', false, true, 'goal', 'goal', true),
    ('the basis and window of a goal that is not there are not', 'goal', true, false, 'goal', 'goal', false),
    ('the basis of the goal asks for the goal though all may', 'all', true, false, 'goal', 'fixed', false),
    ('the window of the goal asks for the goal though all may', 'all', true, false, 'click', 'goal', false),
    (
        'the basis of the goal asks for the goal of a tracked campaign',
        'tracking_on', true, false, 'goal', 'global', false
    ),
    (
        'the window of the goal asks for the goal of a tracked campaign',
        'tracking_on', true, false, 'click', 'goal', false
    ),
    ('the basis of the goal does not replace tracking', 'tracking_on', false, true, 'goal', 'goal', false),
    ('the basis of the goal and tracking together are fine', 'tracking_on', true, true, 'goal', 'goal', true),
    ('the basis of the goal, with all, needs the goal only', 'all', false, true, 'goal', 'goal', true)
),

-- The same, with a window for campaigns without the goal.
stated_with_default (name, participates, purchase_conversion_tracking, has_goal, basis, window_kind, expected) as (
    values
    ('the window for campaigns without the goal lets them in', 'all', true, false, 'send', 'goal', true),
    ('it does not change those with the goal', 'all', true, true, 'send', 'goal', true),
    ('it does not replace the goal that participates asks for', 'goal', true, false, 'send', 'goal', false),
    ('it does not replace tracking', 'tracking_on', false, false, 'send', 'goal', false),
    ('it does not replace the basis of the goal', 'all', true, false, 'goal', 'goal', false)
),

cases as (
    select
        *,
        cast(null as bigint) as default_window_minutes
    from stated
    union all
    select
        *,
        4320 as default_window_minutes
    from stated_with_default
),

results as (
    select
        *,
        {{ is_participating('cases') }} as result
    from cases
)

select * from results
where result is distinct from expected
