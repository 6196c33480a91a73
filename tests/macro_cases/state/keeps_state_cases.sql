-- Where a state is kept, its schema is there.
with cases (name, result, expected) as (
    values
    (
        'the state of this database',
        {{ keeps_state() }},
        (select count(*) > 0 from information_schema.schemata where schema_name = 'lookback_state')
    )
)

select * from cases
where result is distinct from expected
