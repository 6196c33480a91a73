-- Night begins at 21:00, which belongs to it, and ends at 8:00, which does not.
with cases (name, local_time, expected) as (
    values
    ('the last microsecond before nine in the evening', timestamp '2026-05-01 20:59:59.999999', false),
    ('nine in the evening', timestamp '2026-05-01 21:00:00', true),
    ('the last microsecond of a day', timestamp '2026-05-01 23:59:59.999999', true),
    ('midnight', timestamp '2026-05-02 00:00:00', true),
    ('the last microsecond before eight in the morning', timestamp '2026-05-02 07:59:59.999999', true),
    ('eight in the morning', timestamp '2026-05-02 08:00:00', false),
    ('noon', timestamp '2026-05-02 12:00:00', false),
    ('no time', null, null)
),

results as (
    select
        *,
        {{ is_at_night('local_time') }} as result
    from cases
)

select * from results
where result is distinct from expected
