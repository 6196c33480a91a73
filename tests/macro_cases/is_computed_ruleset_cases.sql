-- A ruleset is computed when the var rulesets names it or, where that is empty, when it is active.
{% set listed = var('rulesets') %}

with cases (name, ruleset, is_active, is_listed) as (
    values
    ('an active one', 'dfinery', true, {{ ('dfinery' in listed) | lower }}),
    ('one that is not active', 'dfinery', false, {{ ('dfinery' in listed) | lower }}),
    ('another active one', 'flarelane', true, {{ ('flarelane' in listed) | lower }}),
    ('another one that is not active', 'flarelane', false, {{ ('flarelane' in listed) | lower }}),
    ('one that nobody knows', 'x', true, {{ ('x' in listed) | lower }})
),

results as (
    select
        *,
        {{ 'is_listed' if listed else 'is_active' }} as expected,
        {{ is_computed_ruleset() }} as result
    from cases
)

select * from results
where result is distinct from expected
