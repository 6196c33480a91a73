-- The integral of a power of the cosine, as a multiple of what the power is where it begins.
with cases (name, angle, degrees_of_freedom, expected) as (
    values
    ('of the power 0: the length', cast(0 as double), cast(1 as double), pi() / 2),
    ('of the power 1: 1 less the sine', 0.5, 2, (1 - sin(0.5)) / cos(0.5)),
    ('of the power 2', 0, 3, pi() / 4),
    ('of the power 4', 0, 5, 3 * pi() / 16),
    ('of a high power, cut off where nothing is left', 0, 1000001, sqrt(pi() / 2 / 1000000) * (1 - 1 / cast(4000000 as double)))
),

results as (
    select
        cases.name,
        cases.expected,
        {{ cosine_integral('cases.angle', 'cases.degrees_of_freedom') }} as result
    from cases
    cross join ({{ quadrature_nodes() }}) as nodes
    group by cases.name, cases.angle, cases.degrees_of_freedom, cases.expected
)

select * from results
where abs(result - expected) > 1e-9 * expected or result is null
