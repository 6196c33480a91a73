-- The number of rows that a table has, however many are alike or null.
{% set cases = [
    ('none', '(select 1 where false)', 0),
    ('one', '(values (1))', 1),
    ('one that is null', '(values (null))', 1),
    ('two that are alike', '(values (1), (1))', 2),
    ('a hundred thousand', '(select unnest(range(100000)))', 100000),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, relation, expected in cases %}
    ({{ text_literal(name) }}, {{ number_of_rows(relation) if execute else expected }}, {{ expected }})
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
