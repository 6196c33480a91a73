-- Columns that a table lacks are null, those that it has keep their values, and no row is added.
with one_row as (
    select
        'K' as campaign_id,
        24 as max_touches
),

filled as (
    {{ rows_with_columns('one_row', ['campaign_id'], {'window_unit': 'string', 'max_touches': 'string'}) }}
),

no_rows as (
    select * from one_row
    where campaign_id is null
),

nothing as (
    {{ rows_with_columns('no_rows', ['campaign_id'], {'window_unit': 'string'}) }}
),

results as (
    select
        'what is there stays' as name,
        (select campaign_id from filled) as result,
        'K' as expected
    union all
    select
        'what is there is cast' as name,
        (select max_touches || ' touches' from filled) as result,
        '24 touches' as expected
    union all
    select
        'what is not there is null' as name,
        (select coalesce(window_unit, 'null') from filled) as result,
        'null' as expected
    union all
    select
        'no rows stay no rows' as name,
        (select cast(count(window_unit) as string) || ' of ' || cast(count(*) as string) from nothing) as result,
        '0 of 0' as expected
)

select * from results
where result is distinct from expected
