-- A type by the name that the contract of the data gives it is one that the engine knows, and holds such values exactly.
with cases (name, result, expected) as (
    values
    ('a text', cast(cast('가 ' as {{ type_of('varchar') }}) as string), '가 '),
    ('a moment', cast(cast('2024-05-01 00:00:00.000001' as {{ type_of('timestamp') }}) as string), '2024-05-01 00:00:00.000001'),
    ('a day', cast(cast('2024-05-01' as {{ type_of('date') }}) as string), '2024-05-01'),
    ('money', cast(cast('1.25' as {{ type_of('decimal(18,2)') }}) as string), '1.25'),
    ('a whole number', cast(cast('24' as {{ type_of('integer') }}) as string), '24'),
    ('truth', cast(cast('true' as {{ type_of('boolean') }}) as string), 'true')
)

select * from cases
where result is distinct from expected
