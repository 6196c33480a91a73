-- The upper tail of the standard normal distribution, as tables have it: to 13 digits up to three deviations, and to seven however
-- small it is.
with cases (name, z, expected, error) as (
    values
    ('half of it', cast(0 as double), cast(0.5 as double), cast(1e-13 as double)),
    ('one deviation', 1, 0.15865525393145707, 1e-13),
    ('the tail of 95 %', 1.959963984540054, 0.025, 1e-13),
    ('three deviations', 3, 0.0013498980316300957, 1e-13),
    ('before the continued fraction', 7.0710678, 7.687299629545428e-13, 1e-7),
    ('after it', 8, 6.220960574271786e-16, 1e-7),
    ('far out', 20, 2.753624118606233e-89, 1e-7),
    ('too far to tell from zero', 38, 0, 1e-7)
),

results as (
    select
        *,
        {{ normal_tail('z') }} as result
    from cases
)

select * from results
where abs(result - expected) > expected * error or result is null

union all

select
    'null for null' as name,
    null as z,
    null as expected,
    null as error,
    {{ normal_tail('cast(null as double)') }} as result
where {{ normal_tail('cast(null as double)') }} is not null
