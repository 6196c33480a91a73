-- A double is written with as few digits as tell it from its neighbours: plainly from 10^-6 up to 10^21, else with an exponent.
with cases (name, number, expected) as (
    values
    ('a whole number has a point', 1.0, '1.0'),
    ('decimals', 12.5, '12.5'),
    ('a tenth', 0.1, '0.1'),
    ('a negative number', -0.25, '-0.25'),
    ('zero', 0.0, '0.0'),
    ('ten million', 1e7, '10000000.0'),
    ('decimals behind ten million', 12345678.9, '12345678.9'),
    ('a thousandth', 1e-3, '0.001'),
    ('below a thousandth', 1.25e-4, '0.000125'),
    ('the least that is written plainly', 1e-6, '0.000001'),
    ('below it', 1.25e-7, '1.25e-7'),
    ('one digit and an exponent', 1e-7, '1e-7'),
    ('above what a double tells apart', 9007199254740993, '9007199254740992.0'),
    ('10^20', 1e20, '100000000000000000000.0'),
    ('10^21', 1e21, '1e21'),
    ('digits before an exponent', 1.5e22, '1.5e22'),
    ('nothing', null, null)
),

results as (
    select
        *,
        {{ shortest_text('cast(number as double)') }} as result
    from cases
)

select * from results
where result is distinct from expected
