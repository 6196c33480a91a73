-- A timestamp is moved by what passes between two others, to the microsecond, forth or back.
with cases (name, moved, from_at, to_at, expected) as (
    values
    (
        'by a microsecond', timestamp '2026-05-01 08:00:00',
        timestamp '2026-05-02 00:00:00', timestamp '2026-05-02 00:00:00.000001', timestamp '2026-05-01 08:00:00.000001'
    ),
    (
        'by nothing', timestamp '2026-05-01 08:00:00',
        timestamp '2026-05-02 00:00:00', timestamp '2026-05-02 00:00:00', timestamp '2026-05-01 08:00:00'
    ),
    (
        'by days and hours', timestamp '2026-05-01 08:00:00',
        timestamp '2026-05-02 00:00:00', timestamp '2026-05-05 06:00:00', timestamp '2026-05-04 14:00:00'
    ),
    (
        'back', timestamp '2026-05-01 08:00:00',
        timestamp '2026-05-02 00:00:00', timestamp '2026-05-01 23:59:59.999999', timestamp '2026-05-01 07:59:59.999999'
    ),
    ('nothing is not moved', null, timestamp '2026-05-02 00:00:00', timestamp '2026-05-02 01:00:00', null),
    ('by what is unknown', timestamp '2026-05-01 08:00:00', null, timestamp '2026-05-02 01:00:00', null)
),

results as (
    select
        *,
        {{ moved_by('moved', 'from_at', 'to_at') }} as result
    from cases
)

select * from results
where result is distinct from expected
