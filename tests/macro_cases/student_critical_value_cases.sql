-- What 95 % of Student's t are within of zero, as tables have it.
with cases (name, degrees_of_freedom, expected) as (
    values
    ('one degree', cast(1 as double), cast(12.706204736432095 as double)),
    ('one and a half', 1.5, 6.016663104427929),
    ('two degrees', 2, 4.302652729696142),
    ('ten degrees', 10, 2.228138851964939),
    ('degrees that are not whole', 30.5, 2.04086944518632),
    ('a thousand degrees', 1000, 1.9623390808264078),
    ('so many that t is normal', 1e12, 1.959963984540054),
    ('no degrees', null, null)
),

results as (
    select
        *,
        {{ student_critical_value('degrees_of_freedom') }} as result
    from cases
)

select * from results
where abs(result - expected) > 1e-9 or (result is null) != (expected is null)
