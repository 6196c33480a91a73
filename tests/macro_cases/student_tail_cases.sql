-- Both tails of Student's t: closed forms where there are some, and the figures of tables for degrees that are not whole.
with cases (name, t, degrees_of_freedom, expected) as (
    values
    ('all of it', cast(0 as double), cast(3 as double), cast(1 as double)),
    ('one degree: an arc', 1, 1, 0.5),
    ('one degree, far out', 12.706204736432095, 1, 0.05),
    ('two degrees', 4.302652729696142, 2, 0.05),
    ('two and a half degrees', 2.5, 2.5, 0.1045699630781554),
    ('ten degrees', 2.5, 10, 0.03144684423660882),
    ('ten degrees, far out', 12, 10, 2.921408824769984e-07),
    ('a thousand degrees', 1, 1000, 0.31755241808467255),
    ('a thousand degrees, far out', 12, 1000, 4.324057386774429e-31)
),

angles as (
    select
        *,
        {{ student_angle('t', 'degrees_of_freedom') }} as angle
    from cases
),

results as (
    select
        angles.name,
        angles.expected,
        {{ student_tail('angles.angle', 'angles.degrees_of_freedom') }} as result
    from angles
    cross join ({{ quadrature_nodes() }}) as nodes
    group by angles.name, angles.angle, angles.degrees_of_freedom, angles.expected
)

select * from results
where abs(result - expected) > 1e-9 * expected or result is null
