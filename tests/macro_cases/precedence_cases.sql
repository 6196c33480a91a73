-- Of several rows of a ruleset that look at one touch, the highest counts: an open seen as an open before an open seen
-- as a click, and both before the basis of the goal.
with cases (name, row_basis, expected) as (
    values
    ('an open seen as an open', 'open', 2),
    ('an open seen as a click', 'click', 1),
    ('a send seen as a send', 'send', 1),
    ('an impression seen as an impression', 'impression', 1),
    ('anything seen as the basis of the goal', 'goal', 0)
),

results as (
    select
        *,
        {{ precedence('row_basis') }} as result
    from cases
)

select * from results
where result is distinct from expected
