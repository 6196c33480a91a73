-- A schema has exactly the name that is configured; where none is, it is that of the target.
with cases (name, result, expected) as (
    values
    ('a configured name stays as it is', {{ text_literal(generate_schema_name('marts', none)) }}, 'marts'),
    ('a configured name in capital letters', {{ text_literal(generate_schema_name('Marts', none)) }}, 'Marts'),
    ('spaces around a name are no part of it', {{ text_literal(generate_schema_name(' marts ', none)) }}, 'marts'),
    ('no name', {{ text_literal(generate_schema_name(none, none)) }}, {{ text_literal(target.schema) }}),
    ('an empty name', {{ text_literal(generate_schema_name('', none)) }}, {{ text_literal(target.schema) }})
)

select * from cases
where result is distinct from expected
