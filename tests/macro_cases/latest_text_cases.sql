-- The latest text that is not null; of several at one instant, that of the greatest event_id.
with cases (name, occurred_at, event_id, text, expected) as (
    values
    ('an only text', timestamp '2026-05-01 08:00:00', 'a', 'one', 'one'),

    ('of two moments', timestamp '2026-05-01 08:00:00', 'b', 'one', 'two'),
    ('of two moments', timestamp '2026-05-01 08:00:00.000001', 'a', 'two', 'two'),

    ('of two events at one instant', timestamp '2026-05-01 08:00:00', 'a', 'one', 'two'),
    ('of two events at one instant', timestamp '2026-05-01 08:00:00', 'b', 'two', 'two'),

    ('null is no text', timestamp '2026-05-01 08:00:00', 'a', null, 'two'),
    ('null is no text', timestamp '2026-05-02 08:00:00', 'b', 'two', 'two'),
    ('null is no text', timestamp '2026-05-03 08:00:00', 'c', null, 'two'),

    ('nothing but null', timestamp '2026-05-01 08:00:00', 'a', null, null)
),

results as (
    select
        name,
        expected,
        {{ latest_text('text') }} as result
    from cases
    group by name, expected
)

select * from results
where result is distinct from expected
