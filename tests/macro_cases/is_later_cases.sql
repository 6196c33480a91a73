-- What is there is later when the first of the columns that differs is greater; only the first column is looked at where it is alone.
with arrived (name, moment, variant) as (
    values
    ('the same', 2, 'b'),
    ('earlier', 1, 'c'),
    ('later', 3, 'a'),
    ('at the same moment with a smaller variant', 2, 'a'),
    ('at the same moment with a greater variant', 2, 'c')
),

present (moment, variant) as (
    values (2, 'b')
),

results as (
    select
        arrived.name,
        {{ is_later(['moment']) }} as is_later_by_moment,
        {{ is_later(['moment', 'variant']) }} as is_later_by_both
    from arrived
    cross join present
),

expected (name, is_later_by_moment, is_later_by_both) as (
    values
    ('the same', false, false),
    ('earlier', true, true),
    ('later', false, false),
    ('at the same moment with a smaller variant', false, true),
    ('at the same moment with a greater variant', false, false)
)

select * from results
full outer join expected using (name)
where
    results.is_later_by_moment is distinct from expected.is_later_by_moment
    or results.is_later_by_both is distinct from expected.is_later_by_both
