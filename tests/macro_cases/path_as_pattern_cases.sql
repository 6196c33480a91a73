-- A path means itself when what means something in a pattern is escaped in it.
with cases (name, result, expected) as (
    values
    (
        'a plain path stays',
        {{ text_literal(path_as_pattern('/data/2026-05-01/a b.parquet')) }}, '/data/2026-05-01/a b.parquet'
    ),
    ('a bracket is escaped', {{ text_literal(path_as_pattern('raw[1]')) }}, 'raw[[]1]'),
    ('a star is escaped', {{ text_literal(path_as_pattern('raw*')) }}, 'raw[*]'),
    ('a question mark is escaped', {{ text_literal(path_as_pattern('raw?')) }}, 'raw[?]'),
    ('all of them together', {{ text_literal(path_as_pattern('?*[[')) }}, '[?][*][[][[]'),
    ('a quote is none of them', {{ text_literal(path_as_pattern("ann's")) }}, concat('ann', chr(39), 's')),
    ('another alphabet stays', {{ text_literal(path_as_pattern('자료/날짜=1')) }}, '자료/날짜=1')
)

select * from cases
where result is distinct from expected
