-- A JSON value as JSON text: what it is can be told from it.
with cases (name, properties, expected) as (
    values
    ('a text has its quotes', '{"value": "1"}', '"1"'),
    ('a whole number', '{"value": 1}', '1'),
    ('a number with decimals', '{"value": 1.5}', '1.5'),
    ('truth', '{"value": true}', 'true'),
    ('null is a value', '{"value": null}', 'null'),
    ('a list without spaces', '{"value": [1, "2"]}', '[1,"2"]'),
    ('an object without spaces', '{"value": {"a": 1}}', '{"a":1}'),
    ('no value', '{}', null)
),

results as (
    select
        *,
        {{ json_written(json_value('properties', "'value'")) }} as result
    from cases
)

select * from results
where result is distinct from expected
