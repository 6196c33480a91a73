-- What the group of a regular expression matches; an empty text where it matches nothing, null for null.
with cases (name, text, expected) as (
    values
    ('the group alone', 'a.25', '25'),
    ('the first place that matches as a whole', 'a.2b.34', '34'),
    ('nothing matches', 'a25', ''),
    ('an empty text', '', ''),
    ('nothing', null, null)
),

results as (
    select
        *,
        {{ matched_part('text', '[.]([0-9]+)$') }} as result
    from cases
)

select * from results
where result is distinct from expected
