-- Each required column of each row that is null is one contradiction.
with cases (name, campaign_id, slot, window_hours, expected) as (
    values
    ('all is there', 'K', 1, 24, null),
    ('the first is missing', null, 2, 24, 'campaign_id_is_there'),
    ('the second is missing', 'K', 3, null, 'window_hours_is_there'),
    ('both are missing', null, 4, null, 'campaign_id_is_there, window_hours_is_there'),
    ('a column that is not required is missing', 'K', null, 24, null),
    ('zero is there', 'K', 5, 0, null)
),

missing as (
    {{ missing_values('goals', 'cases', ['name'], ['campaign_id', 'window_hours']) }}
),

results as (
    select
        cases.name,
        cases.expected,
        {{ joined_texts('missing.rule') }} as result
    from cases
    left join missing
        on
            missing.row_key = concat('name=', cases.name)
            and missing.table_name = 'goals'
            and missing.explanation in ('campaign_id is null or empty', 'window_hours is null or empty')
    group by cases.name, cases.expected
)

select * from results
where result is distinct from expected
