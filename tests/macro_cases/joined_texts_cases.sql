-- Texts are joined in their order, byte by byte, whatever order they come in; what is null is left out.
with cases (name, member, expected) as (
    values
    ('one text', 'a', 'a'),
    ('two texts', 'b', 'a, b'),
    ('two texts', 'a', 'a, b'),
    ('a capital letter comes first', 'a', 'B, a'),
    ('a capital letter comes first', 'B', 'B, a'),
    ('a text twice', 'a', 'a, a'),
    ('a text twice', 'a', 'a, a'),
    ('a null beside a text', null, 'a'),
    ('a null beside a text', 'a', 'a'),
    ('nothing', null, null)
),

results as (
    select
        name,
        expected,
        {{ joined_texts('member') }} as result
    from cases
    group by name, expected
)

select * from results
where result is distinct from expected
