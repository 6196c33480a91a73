-- An aggregate sees the rows that meet a predicate, and no others: not those for which it is unknown.
with cases (name, kind, figure, expected_count, expected_least) as (
    values
    ('one row', 'wanted', 5, 1, 5),

    ('rows of another kind are left out', 'wanted', 5, 2, 5),
    ('rows of another kind are left out', 'other', 1, 2, 5),
    ('rows of another kind are left out', 'wanted', 7, 2, 5),

    ('rows of unknown kind are left out', 'wanted', 5, 1, 5),
    ('rows of unknown kind are left out', null, 1, 1, 5),

    ('a null figure is counted as a row, and is not the least', 'wanted', null, 2, 3),
    ('a null figure is counted as a row, and is not the least', 'wanted', 3, 2, 3),

    ('no row is a count of 0, and no least', 'other', 5, 0, null)
),

results as (
    select
        name,
        expected_count,
        expected_least,
        {{ aggregate_where('count', '*', "kind = 'wanted'") }} as result_count,
        {{ aggregate_where('min', 'figure', "kind = 'wanted'") }} as result_least
    from cases
    group by name, expected_count, expected_least
)

select * from results
where result_count != expected_count or result_least is distinct from expected_least
