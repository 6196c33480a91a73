-- A text matches a regular expression when all of it does.
{% set cases = [
    ('all of it', 'abc', 'abc', 'true'),
    ('a part at the beginning is not enough', 'abcd', 'abc', 'false'),
    ('a part at the end is not enough', 'xabc', 'abc', 'false'),
    ('every branch of an alternative is anchored', 'abx', 'ab|x', 'false'),
    ('one of two branches', 'x', 'ab|x', 'true'),
    ('the longer of two branches', 'ab', 'a|ab', 'true'),
    ('a line break at the end is not forgiven', '1\n', '[0-9]+', 'false'),
    ('capital letters differ', 'ABC', 'abc', 'false'),
    ('a point in brackets is a point', '1x5', '1[.]5', 'false'),
    ('a quote in the pattern', "it's", "it's", 'true'),
    ('an empty text and a pattern that allows it', '', '[0-9]*', 'true'),
    ('an empty text and a pattern that does not', '', '[0-9]+', 'false'),
    ('nothing is unknown', none, '[0-9]+', 'null'),
] %}

with cases (name, result, expected) as (
    values
    {%- for name, text, pattern, expected in cases %}
    (
        {{ text_literal(name) }},
        {{ matches(text_literal(text) if text is not none else 'cast(null as string)', pattern) }},
        {{ expected }}
    )
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
