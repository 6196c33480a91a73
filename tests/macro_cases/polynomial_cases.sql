-- The highest power comes first; each coefficient is one power lower than the one before it.
with cases (name, result, expected) as (
    values
    ('a line', {{ polynomial('5', [2, 1]) }}, 11),
    ('a parabola', {{ polynomial('3', [1, 0, -2]) }}, 7),
    ('of a difference', {{ polynomial('(7 - 5)', [1, 1, 1, 1]) }}, 15),
    ('of nothing', {{ polynomial('0', [4, 3, 2]) }}, 2),
    ('of null', {{ polynomial('null', [4, 3]) }}, null)
)

select * from cases
where result is distinct from expected
