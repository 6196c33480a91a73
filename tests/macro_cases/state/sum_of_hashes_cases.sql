-- Groups of equal rows have equal sums, in whatever order; a row more, less or other makes another. Equal rows do not cancel out.
with cases (name, one_group, other_group, expected) as (
    values
    ('one row', [1], [1], true),
    ('rows in another order', [1, 2, 3], [3, 1, 2], true),
    ('another row', [1, 2], [1, 3], false),
    ('a row more', [1, 2], [1, 2, 3], false),
    ('a row twice', [1], [1, 1], false),
    ('pairs of rows', [1, 1], [2, 2], false),
    ('a pair beside a row', [1, 1, 3], [2, 2, 3], false)
),

one_side as (
    select
        name,
        {{ sum_of_hashes('hash(number)') }} as one_sum
    from (select name, unnest(one_group) as number from cases) as rows_of_group
    group by name
),

other_side as (
    select
        name,
        {{ sum_of_hashes('hash(number)') }} as other_sum
    from (select name, unnest(other_group) as number from cases) as rows_of_group
    group by name
),

results as (
    select
        cases.*,
        one_side.one_sum = other_side.other_sum as result
    from cases
    inner join one_side on cases.name = one_side.name
    inner join other_side on cases.name = other_side.name
)

select * from results
where result is distinct from expected
