-- Half past eight in the evening is the last moment at which to begin; the night after it is too late as well.
with cases (name, local_time, expected) as (
    values
    ('half past eight in the evening', timestamp '2026-05-01 20:30:00', false),
    ('a microsecond later', timestamp '2026-05-01 20:30:00.000001', true),
    ('nine in the evening', timestamp '2026-05-01 21:00:00', true),
    ('midnight', timestamp '2026-05-02 00:00:00', true),
    ('the last microsecond before eight in the morning', timestamp '2026-05-02 07:59:59.999999', true),
    ('eight in the morning', timestamp '2026-05-02 08:00:00', false),
    ('no time', null, null)
),

results as (
    select
        *,
        {{ is_scheduled_late('local_time') }} as result
    from cases
)

select * from results
where result is distinct from expected
