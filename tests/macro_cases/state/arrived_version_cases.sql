-- The version of a table to which rows are only added: another when it was made anew or has more rows, and no other.
{% set rows = '(values (1), (null), (null))' %}
{% set cases = [
    ('the same rows', 'one', rows, true),
    ('rows that are others, as if', 'one', '(values (2), (3), (4))', true),
    ('one row less', 'one', '(values (1), (null))', false),
    ('no row', 'one', '(select 1 where false)', false),
    ('made anew', 'two', rows, false),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, generation, relation, expected in cases %}
    ('{{ name }}', {{ arrived_version(relation, generation) }} = {{ arrived_version(rows, 'one') }}, {{ expected }})
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
