-- A text is a JSON object or not; malformed text is not, and is no error; null is unknown.
with cases (name, properties, expected) as (
    values
    ('an object', '{"amount": 1}', true),
    ('an empty object', '{}', true),
    ('an object between spaces', '  { }  ', true),
    ('an object between lines', {{ text_literal('\n\t{}\r\n') }}, true),
    ('a list between lines', {{ text_literal('\n[]\n') }}, false),
    ('an object in an object', '{"order": {"total": 1}}', true),
    ('a list', '[1, 2]', false),
    ('a list of objects', '[{}]', false),
    ('a number', '1', false),
    ('a text', '"amount"', false),
    ('a text that looks like an object', {{ text_literal('"{}"') }}, false),
    ('truth', 'true', false),
    ('the word null', 'null', false),
    ('an object that does not end', '{"amount": 1', false),
    ('an object and more', '{"amount": 1} x', false),
    ('two objects', '{}{}', false),
    ('a name without quotes', '{amount: 1}', false),
    ('single quotes', '{''amount'': 1}', false),
    ('words', 'no JSON at all', false),
    ('an empty text', '', false),
    ('spaces', '   ', false),
    ('nothing', null, null)
),

results as (
    select
        *,
        {{ is_json_object('properties') }} as result
    from cases
)

select * from results
where result is distinct from expected
