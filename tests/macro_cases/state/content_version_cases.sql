-- The version of a table's content is the same for the same rows in any order, and another when a row, a value or the
-- place of a value is. A table of more than a hundred thousand rows has a new one in every build.
{% set one_to = '(select unnest(range(1, {})) as number)' %}
{% set cases = [
    ('the same rows', '(values (1, 2))', '(values (1, 2))', true),
    ('the same rows in another order', "(values (1, 'a'), (2, 'b'))", "(values (2, 'b'), (1, 'a'))", true),
    ('a value that is another', '(values (1, 2))', '(values (1, 3))', false),
    ('a value in capital letters', "(values ('a'))", "(values ('A'))", false),
    ('values in other columns', '(values (1, 2))', '(values (2, 1))', false),
    ('values in other rows', "(values (1, 'a'), (2, 'b'))", "(values (1, 'b'), (2, 'a'))", false),
    ('null is no empty text', "(values (null), ('x'))", "(values (''), ('x'))", false),
    ('null is there', '(values (1, null))', '(values (1, null))', true),
    ('a row that is added', '(values (1))', '(values (1), (2))', false),
    ('a row that comes twice', '(values (1), (2))', '(values (1), (2), (2))', false),
    ('other rows that come twice', '(values (1), (1))', '(values (2), (2))', false),
    ('another row that comes twice', '(values (1), (1), (2))', '(values (1), (2), (2))', false),
    ('no row', '(select 1 where false)', '(select 2 where false)', true),
    ('no row and one', '(select 1 where false)', '(values (1))', false),
    ('a hundred thousand rows', one_to.format(100001), one_to.format(100001), true),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, relation, other_relation, expected in cases %}
    ('{{ name }}', {{ content_version(relation) }} = {{ content_version(other_relation) }}, {{ expected }}),
    {%- endfor %}
    {%- for rows, expected in [(100000, false), (100001, true)] %}
    (
        '{{ rows }} rows belong to this build',
        {{ content_version(one_to.format(rows + 1)) }} like '{{ invocation_id }}%',
        {{ expected }}
    ){{ ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
