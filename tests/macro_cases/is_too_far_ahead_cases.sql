-- An event's clock was wrong when it claims to have happened more than 24 hours after it was received.
with cases (name, occurred_at, received_at, expected) as (
    values
    ('received later', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:05', false),
    ('received weeks later', timestamp '2026-05-01 08:00:00', timestamp '2026-06-01 08:00:00', false),
    ('received at once', timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00', false),
    ('received an hour before', timestamp '2026-05-01 09:00:00', timestamp '2026-05-01 08:00:00', false),
    (
        'received 24 hours less a microsecond before',
        timestamp '2026-05-02 07:59:59.999999', timestamp '2026-05-01 08:00:00', false
    ),
    ('received exactly 24 hours before', timestamp '2026-05-02 08:00:00', timestamp '2026-05-01 08:00:00', false),
    (
        'received 24 hours and a microsecond before',
        timestamp '2026-05-02 08:00:00.000001', timestamp '2026-05-01 08:00:00', true
    ),
    ('received weeks before', timestamp '2026-06-01 08:00:00', timestamp '2026-05-01 08:00:00', true),
    ('never received', timestamp '2026-05-01 08:00:00', null, null),
    ('never happened', null, timestamp '2026-05-01 08:00:00', null)
),

results as (
    select
        *,
        {{ is_too_far_ahead('occurred_at', 'received_at') }} as result
    from cases
)

select * from results
where result is distinct from expected
