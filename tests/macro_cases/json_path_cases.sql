-- A key names a property at the top level when it is there, even if null; else it is a path along its dots. Whatever
-- else a key holds is part of a name.
with cases (name, properties, property_key, expected) as (
    values
    ('a property at the top', '{"total": "1"}', 'total', '1'),
    ('a property that is not there', '{"total": "1"}', 'amount', null),
    ('capital letters differ', '{"Total": "1"}', 'total', null),
    ('a path of two names', '{"order": {"total": "1"}}', 'order.total', '1'),
    ('a path of three names', '{"a": {"b": {"c": "1"}}}', 'a.b.c', '1'),
    ('a path that ends too early', '{"order": {"total": "1"}}', 'order', null),
    ('a path that goes on behind a text', '{"order": "1"}', 'order.total', null),
    ('a name with a dot at the top comes first', '{"order": {"total": "1"}, "order.total": "2"}', 'order.total', '2'),
    (
        'a name with a dot at the top comes first even if null',
        '{"order": {"total": "1"}, "order.total": null}', 'order.total', null
    ),
    ('a name with a dot below the top is not looked for', '{"a": {"b.c": "1"}}', 'a.b.c', null),
    ('a name with a double quote', {{ text_literal('{"a\\"b": "1"}') }}, 'a"b', '1'),
    ('a name with a quote', '{"it''s": "1"}', 'it''s', '1'),
    ('a name with a backslash', {{ text_literal('{"a\\\\b": "1"}') }}, {{ text_literal('a\\b') }}, '1'),
    ('a name that ends with a backslash', {{ text_literal('{"a\\\\": "1"}') }}, {{ text_literal('a\\') }}, '1'),
    ('a path with a double quote', {{ text_literal('{"a": {"b\\"": "1"}}') }}, 'a.b"', '1'),
    ('a name with a dollar', '{"$": "1"}', '$', '1'),
    ('a name with a star is no pattern', '{"a": "1"}', '*', null),
    ('a name with a star is a name', '{"*": "1"}', '*', '1'),
    ('a name with brackets is no index', '{"a": ["1"]}', 'a[0]', null),
    ('a name with brackets is a name', '{"a[0]": "1"}', 'a[0]', '1'),
    ('a name with a slash', '{"/a": "1"}', '/a', '1'),
    ('a name with a tilde', '{"a~b": "1"}', 'a~b', '1'),
    ('a name with a tilde and a one is no slash', '{"a~1b": "1", "a/b": "2"}', 'a~1b', '1'),
    ('a name with a tilde and a zero', '{"a~0b": "1", "a~b": "2"}', 'a~0b', '1'),
    ('a path with a slash and a tilde', '{"a": {"~/": "1"}}', 'a.~/', '1'),
    ('a name with a space', '{"order total": "1"}', 'order total', '1'),
    ('a name in another alphabet', '{"금액": "1"}', '금액', '1'),
    ('a name with a dash', '{"order-total": "1"}', 'order-total', '1'),
    ('a number as a name', '{"0": "1"}', '0', '1'),
    ('an object without properties', '{}', 'total', null),
    ('no object', null, 'total', null),
    ('no key', '{"total": "1"}', null, null)
),

results as (
    select
        *,
        {{ json_text('properties', json_path('properties', 'property_key')) }} as result
    from cases
)

select * from results
where result is distinct from expected
