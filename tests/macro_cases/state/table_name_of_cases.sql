-- A table has its schema and its name in the database: the identifier of a raw table, the alias of a model or seed.
{% set cases = [
    ('a model', {'schema': 'marts', 'name': 'conversions', 'alias': 'conversions'}, 'marts.conversions'),
    ('a model with an alias', {'schema': 'marts', 'name': 'int_a', 'alias': 'a'}, 'marts.a'),
    ('a raw table', {'schema': 'lookback_raw', 'name': 'a', 'identifier': 'a'}, 'lookback_raw.a'),
    ('a raw table with an identifier', {'schema': 'lookback_raw', 'name': 'a', 'identifier': 'b'}, 'lookback_raw.b'),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, node, expected in cases %}
    ({{ text_literal(name) }}, {{ text_literal(table_name_of(node)) }}, {{ text_literal(expected) }})
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
