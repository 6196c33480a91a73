-- The latest value of a thing at or before a moment: at the instant itself, and a microsecond to either side.
with cases (name, thing, happened_at, value, expected) as (
    values
    ('a microsecond before the first', 'a', timestamp '2026-05-01 07:59:59.999999', null, null),
    ('at the first', 'a', timestamp '2026-05-01 08:00:00', 'one', 'one'),
    ('another row at the instant of the first', 'a', timestamp '2026-05-01 08:00:00', null, 'one'),
    ('a microsecond after the first', 'a', timestamp '2026-05-01 08:00:00.000001', null, 'one'),
    ('at the last', 'a', timestamp '2026-05-02 08:00:00', 'two', 'two'),
    ('after the last', 'a', timestamp '2026-05-03 08:00:00', null, 'two'),
    ('another thing has another value', 'b', timestamp '2026-05-02 08:00:00', 'three', 'three'),
    ('a thing without a value', 'c', timestamp '2026-05-02 08:00:00', null, null)
),

results as (
    select
        *,
        {{ value_at_or_before('value', 'thing', 'happened_at') }} as result
    from cases
)

select * from results
where result is distinct from expected
