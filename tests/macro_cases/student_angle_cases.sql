-- The tangent of the angle is t over the root of the degrees of freedom.
with cases (name, t, degrees_of_freedom, expected) as (
    values
    ('no angle', cast(0 as double), cast(5 as double), cast(0 as double)),
    ('half a right angle', 1, 1, pi() / 4),
    ('half a right angle of four', 2, 4, pi() / 4),
    ('nearly a right angle', 1e300, 1, pi() / 2),
    ('of nothing', null, 1, null)
),

results as (
    select
        *,
        {{ student_angle('t', 'degrees_of_freedom') }} as result
    from cases
)

select * from results
where abs(result - expected) > 1e-15 or (result is null) != (expected is null)
