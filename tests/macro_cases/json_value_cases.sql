-- The JSON value of the property that a key names: at the top level when it is there, even if null; else along the dots
-- of the key. Whatever else a key holds is part of a name. What is not there is null, not the JSON value null.
with cases (name, properties, property_key, expected) as (
    values
    ('a property at the top', '{"total": "1"}', 'total', '"1"'),
    ('a property that is not there', '{"total": "1"}', 'amount', null),
    ('capital letters differ', '{"Total": "1"}', 'total', null),
    ('a value that is a whole number', '{"total": 1}', 'total', '1'),
    ('a value that is a number with decimals', '{"total": 1.5}', 'total', '1.5'),
    ('a value that is an empty text', '{"total": ""}', 'total', '""'),
    ('a value that is false', '{"total": false}', 'total', 'false'),
    ('a value that is a list', '{"total": [1,"2"]}', 'total', '[1,"2"]'),
    ('a value that is null is there', '{"total": null}', 'total', 'null'),
    ('a path of two names', '{"order": {"total": "1"}}', 'order.total', '"1"'),
    ('a path of three names', '{"a": {"b": {"c": "1"}}}', 'a.b.c', '"1"'),
    ('a path to a value that is null', '{"order": {"total": null}}', 'order.total', 'null'),
    ('a path that ends too early ends at an object', '{"order": {"total":"1"}}', 'order', '{"total":"1"}'),
    ('a path that goes on behind a text', '{"order": "1"}', 'order.total', null),
    ('a path that goes on behind null', '{"order": null}', 'order.total', null),
    ('a path of which only the end is there', '{"total": "1"}', 'order.total', null),
    ('a path into a list takes a number', '{"a": ["1", {"b": "2"}]}', 'a.1.b', '"2"'),
    ('a path into a list counts from zero', '{"a": ["1", "2"]}', 'a.0', '"1"'),
    ('a path behind the end of a list', '{"a": ["1", "2"]}', 'a.2', null),
    ('a path into a list takes no name', '{"a": [{"b": "1"}]}', 'a.b', null),
    ('a name with a dot at the top comes first', '{"order": {"total": "1"}, "order.total": "2"}', 'order.total', '"2"'),
    (
        'a name with a dot at the top comes first even if null',
        '{"order": {"total": "1"}, "order.total": null}', 'order.total', 'null'
    ),
    ('a name with a dot below the top is not looked for', '{"a": {"b.c": "1"}}', 'a.b.c', null),
    ('a dot at the end names an empty name', '{"a": {"": "1"}}', 'a.', '"1"'),
    ('an empty key is an empty name', '{"": "1"}', '', '"1"'),
    ('a name with a double quote', {{ text_literal('{"a\\"b": "1"}') }}, 'a"b', '"1"'),
    ('a name with a quote', '{"it''s": "1"}', 'it''s', '"1"'),
    ('a name with a backslash', {{ text_literal('{"a\\\\b": "1"}') }}, {{ text_literal('a\\b') }}, '"1"'),
    ('a name that ends with a backslash', {{ text_literal('{"a\\\\": "1"}') }}, {{ text_literal('a\\') }}, '"1"'),
    ('a name with an escaped letter', {{ text_literal('{"\\u0061": "1"}') }}, 'a', '"1"'),
    ('a path with a double quote', {{ text_literal('{"a": {"b\\"": "1"}}') }}, 'a.b"', '"1"'),
    ('a name with a dollar', '{"$": "1"}', '$', '"1"'),
    ('a name with a star is no pattern', '{"a": "1"}', '*', null),
    ('a name with a star is a name', '{"*": "1"}', '*', '"1"'),
    ('a path with a star is no pattern', '{"a": {"b": "1"}}', 'a.*', null),
    ('a name with brackets is no index', '{"a": ["1"]}', 'a[0]', null),
    ('a name with brackets is a name', '{"a[0]": "1"}', 'a[0]', '"1"'),
    ('a name with a slash', '{"/a": "1"}', '/a', '"1"'),
    ('a name with a slash is no path', '{"a": {"b": "1"}}', 'a/b', null),
    ('a name with a tilde', '{"a~b": "1"}', 'a~b', '"1"'),
    ('a name with a tilde and a one is no slash', '{"a~1b": "1", "a/b": "2"}', 'a~1b', '"1"'),
    ('a name with a tilde and a zero', '{"a~0b": "1", "a~b": "2"}', 'a~0b', '"1"'),
    ('a path with a slash and a tilde', '{"a": {"~/": "1"}}', 'a.~/', '"1"'),
    ('a name with a space', '{"order total": "1"}', 'order total', '"1"'),
    ('a name in another alphabet', '{"금액": "1"}', '금액', '"1"'),
    ('a name with a dash', '{"order-total": "1"}', 'order-total', '"1"'),
    ('a number as a name', '{"0": "1"}', '0', '"1"'),
    ('an object without properties', '{}', 'total', null),
    ('no object', null, 'total', null),
    ('no key', '{"total": "1"}', null, null)
),

results as (
    select
        *,
        {{ json_written(json_value('properties', 'property_key')) }} as result
    from cases
)

select * from results
where result is distinct from expected
