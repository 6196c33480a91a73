-- An interval of a whole number of a unit.
with cases (name, result, expected) as (
    values
    (
        'an hour',
        timestamp '2026-05-10 23:30:00' + {{ interval_literal(1, 'hour') }}, timestamp '2026-05-11 00:30:00'
    ),
    (
        'a microsecond back',
        timestamp '2026-05-10 09:00:00' - {{ interval_literal(1, 'microsecond') }}, timestamp '2026-05-10 08:59:59.999999'
    ),
    (
        'more than 32 bits of microseconds',
        timestamp '2026-05-10 09:00:00' + {{ interval_literal(86400000000, 'microsecond') }}, timestamp '2026-05-11 09:00:00'
    ),
    (
        'nothing',
        timestamp '2026-05-10 09:00:00' + {{ interval_literal(0, 'second') }}, timestamp '2026-05-10 09:00:00'
    )
)

select * from cases
where result is distinct from expected
