-- A JSON value that is a number, as text; null for everything else.
with cases (name, properties, expected) as (
    values
    ('a whole number', '{"order": 12}', '12'),
    ('a negative whole number', '{"order": -12}', '-12'),
    ('zero', '{"order": 0}', '0'),
    ('a number with decimals', '{"order": 12.5}', '12.5'),
    ('zeros at the end are not shown', '{"order": 12.50}', '12.5'),
    ('a negative number with decimals', '{"order": -0.25}', '-0.25'),
    ('the shortest form of a double', '{"order": 0.1}', '0.1'),
    ('the greatest whole number of 64 bits with a sign', '{"order": 9223372036854775807}', '9223372036854775807'),
    ('the least whole number of 64 bits', '{"order": -9223372036854775808}', '-9223372036854775808'),
    ('the greatest whole number of 64 bits without a sign', '{"order": 18446744073709551615}', '18446744073709551615'),
    ('a text of digits is no number', '{"order": "12"}', null),
    ('truth is no number', '{"order": true}', null),
    ('null is no number', '{"order": null}', null),
    ('a list is no number', '{"order": [12]}', null),
    ('an object is no number', '{"order": {"id": 12}}', null),
    ('a property that is not there', '{"id": 12}', null),
    ('no object', null, null)
),

located as (
    select
        *,
        {{ json_value('properties', "'order'") }} as value
    from cases
),

results as (
    select
        *,
        {{ json_number('value') }} as result
    from located
)

select * from results
where result is distinct from expected
