-- A time_decay share is taken in 2^62 steps: as many as twice the greatest sum of money times them still fits.
with cases (name, result, expected) as (
    values
    ('there are 2^62 steps', cast({{ share_steps() }} as string), '4611686018427387904'),
    (
        'the steps times twice 9999999999999999.99 in hundredths are exact',
        cast({{ share_steps() }} * 2 * cast(999999999999999999 as {{ wide_integer() }}) as string),
        '9223372036854775798776627963145224192'
    )
)

select * from cases
where result is distinct from expected
