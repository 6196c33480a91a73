-- Something happened on a day when one of its counts, or its purchase conversions, is not 0.
with cases (name, sent, failed, clicks, purchase_conversions, expected) as (
    values
    ('nothing happened', 0, 0, 0, 0.0, false),
    ('the first count is not 0', 1, 0, 0, 0.0, true),
    ('the count in the middle is not 0', 0, 1, 0, 0.0, true),
    ('the last count is not 0', 0, 0, 1, 0.0, true),
    ('a purchase was credited and nothing else', 0, 0, 0, 1.0, true),
    ('a small part of a purchase was credited', 0, 0, 0, 0.1, true),
    ('an untracked campaign has no purchases, and nothing happened', 0, 0, 0, null, false),
    ('an untracked campaign was clicked', 0, 0, 1, null, true),
    ('everything happened', 1, 2, 3, 4.0, true)
),

results as (
    select
        name,
        expected,
        ({{ is_any_not_zero(['sent', 'failed', 'clicks']) }}) as result
    from cases
    union all
    select
        concat(name, ', looking at no count') as name,
        coalesce(purchase_conversions, 0) > 0 as expected,
        ({{ is_any_not_zero([]) }}) as result
    from cases
)

select * from results
where result is distinct from expected
