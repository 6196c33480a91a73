-- The text of a JSON value that is a string; an empty one is null, and so is everything that is no string.
with cases (name, properties, expected) as (
    values
    ('a word', '{"order": "A-1"}', 'A-1'),
    ('a text of digits', '{"order": "007"}', '007'),
    ('a text with spaces', '{"order": " A 1 "}', ' A 1 '),
    ('a text with quotes', '{"order": "it''s"}', 'it''s'),
    ('a text with escaped double quotes', {{ text_literal('{"order": "a\\"b"}') }}, 'a"b'),
    ('a text with an escaped backslash', {{ text_literal('{"order": "a\\\\b"}') }}, {{ text_literal('a\\b') }}),
    ('a text with an escaped line break', {{ text_literal('{"order": "a\\nb"}') }}, concat('a', chr(10), 'b')),
    ('a text with an escaped letter', {{ text_literal('{"order": "\\uad6c\\ub9e4"}') }}, '구매'),
    ('a text in another alphabet', '{"order": "구매"}', '구매'),
    ('the word null in quotes is a text', '{"order": "null"}', 'null'),
    ('an empty text is nothing', '{"order": ""}', null),
    ('a space is not empty', '{"order": " "}', ' '),
    ('null is nothing', '{"order": null}', null),
    ('a number is no text', '{"order": 1}', null),
    ('truth is no text', '{"order": true}', null),
    ('a list is no text', '{"order": ["A-1"]}', null),
    ('an object is no text', '{"order": {"id": "A-1"}}', null),
    ('a property that is not there', '{"id": "A-1"}', null),
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
        {{ json_text('value') }} as result
    from located
)

select * from results
where result is distinct from expected
