-- A text is in a list when it equals one of its values; null is in no list, and nothing is in an empty one.
with cases (name, word, expected) as (
    values
    ('the first', 'login', true),
    ('the last', '42', true),
    ('one with a quote', 'it''s', true),
    ('another word', 'logout', false),
    ('a capital letter', 'Login', false),
    ('a part of a word', 'log', false),
    ('two words of the list together', 'login, it', false),
    ('an empty text', '', false),
    ('nothing', null, false)
),

results as (
    select
        name,
        expected,
        {{ is_in_list('word', ['login', "it's", 42]) }} as result
    from cases
    union all
    select
        concat(name, ', in an empty list') as name,
        false as expected,
        {{ is_in_list('word', []) }} as result
    from cases
)

select * from results
where result is distinct from expected
