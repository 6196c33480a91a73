-- Text literals for an `in (…)`; an empty list holds one null, which nothing equals.
with cases (name, word, expected) as (
    values
    ('the first', 'login', true),
    ('one with a quote', 'it''s', true),
    ('one with a comma', 'a, b', true),
    ('the last, a number taken as text', '42', true),
    ('another word', 'logout', false),
    ('a part of one with a comma', 'a', false),
    ('an empty text', '', false),
    ('nothing is unknown', null, null)
),

results as (
    select
        name,
        expected,
        word in ({{ text_list(['login', "it's", 'a, b', 42]) }}) as result
    from cases
    union all
    select
        concat(name, ', in an empty list') as name,
        cast(null as boolean) as expected,
        word in ({{ text_list([]) }}) as result
    from cases
    union all
    select
        concat(name, ', in a list of one') as name,
        word = 'login' as expected,
        word in ({{ text_list(['login']) }}) as result
    from cases
)

select * from results
where result is distinct from expected
