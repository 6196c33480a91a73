-- A power; one that is too small for a double is 0, not an error.
with cases (name, base, exponent, expected) as (
    values
    ('a square', cast(3 as double), cast(2 as double), 9),
    ('a root', 4, 0.5, 2),
    ('a negative exponent', 2, -2, 0.25),
    ('too small', 0.5, 5000, 0),
    ('too small, with a negative exponent', 2, -5000, 0),
    ('nothing but zero', 0, 3, 0),
    ('one of anything', 1, 100000, 1),
    ('an unknown base', null, 2, null),
    ('an unknown exponent', 2, null, null)
),

results as (
    select
        *,
        {{ power_or_zero('base', 'exponent') }} as result
    from cases
)

select * from results
where result is distinct from expected
