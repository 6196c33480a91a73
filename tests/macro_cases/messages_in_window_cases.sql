-- Over the hour before a row, both of its ends included: what was received, by the same person, and not the row itself.
with cases (name, person_hash, happened_at, event_id, is_received, expected) as (
    values
    ('the first', 1, 0, 'a', true, 0),
    ('the second', 1, 1000000, 'b', true, 1),
    ('the third at the same instant, by its id', 1, 1000000, 'c', true, 2),
    ('what is held back at that instant counts those before it', 1, 1000000, 'd', false, 3),
    ('exactly an hour after the first, which still counts', 1, 3600000000, 'e', true, 3),
    ('what was held back does not count, nor does the first any more', 1, 3600000001, 'f', true, 3),
    ('exactly an hour after the second', 1, 3601000000, 'g', true, 4),
    ('a microsecond later', 1, 3601000001, 'h', true, 3),
    ('another person', 2, 1000000, 'i', true, 0),
    ('before 1970', 3, -3600000000, 'j', true, 0),
    ('an hour after it', 3, 0, 'k', false, 1)
),

results as (
    select
        *,
        {{ messages_in_window(1) }} as result
    from cases
)

select * from results
where result is distinct from expected
