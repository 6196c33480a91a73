-- A literal holds exactly the value it was made of.
with cases (name, result, expected) as (
    values
    ('a word', {{ text_literal('login') }}, concat('log', 'in')),
    ('a quote', {{ text_literal("it's") }}, concat('it', chr(39), 's')),
    ('quotes at both ends', {{ text_literal("'a'") }}, concat(chr(39), 'a', chr(39))),
    ('two quotes', {{ text_literal("''") }}, concat(chr(39), chr(39))),
    ('double quotes', {{ text_literal('say "hi"') }}, concat('say ', chr(34), 'hi', chr(34))),
    ('a backslash', {{ text_literal('a\\b') }}, concat('a', chr(92), 'b')),
    ('a backslash before a quote', {{ text_literal("\\'") }}, concat(chr(92), chr(39))),
    ('a backslash and n are two characters', {{ text_literal('\\n') }}, concat(chr(92), 'n')),
    ('a line break', {{ text_literal('a\nb') }}, concat('a', chr(10), 'b')),
    ('a percent sign and an underscore', {{ text_literal('100%_') }}, concat('100', chr(37), chr(95))),
    ('the sign of a comment', {{ text_literal('a -- b') }}, concat('a -', '- b')),
    ('letters of another alphabet', {{ text_literal('구매') }}, concat('구', '매')),
    ('an empty text', {{ text_literal('') }}, concat('', '')),
    ('a number', {{ text_literal(42) }}, concat('4', '2')),
    ('a number with decimals', {{ text_literal(1.5) }}, concat('1', '.5'))
)

select * from cases
where result is distinct from expected
