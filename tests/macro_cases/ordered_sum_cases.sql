-- The order decides how a sum of doubles is rounded: 1 is lost in 1e16, two of them first are not.
with figures (name, value, place) as (
    values
    ('small ones first', cast(1 as double), 1),
    ('small ones first', 1, 2),
    ('small ones first', 1e16, 3),
    ('large one first', 1, 2),
    ('large one first', 1, 3),
    ('large one first', 1e16, 1),
    ('nulls are left out', 2, 1),
    ('nulls are left out', null, 2)
),

results as (
    select
        name,
        {{ ordered_sum('value', 'place') }} as result,
        case name
            when 'small ones first' then cast(10000000000000002 as double)
            when 'large one first' then 1e16
            else 2
        end as expected
    from figures
    group by name
)

select * from results
where result is distinct from expected
