-- Equal texts have equal hashes; texts that differ in anything had better have different ones.
with cases (name, one_text, other_text, expected) as (
    values
    ('one text', 'event-1', 'event-1', true),
    ('a text put together', 'event-1', concat('event', '-', '1'), true),
    ('an empty text', '', '', true),
    ('letters of another alphabet', '이벤트', '이벤트', true),
    ('another last character', 'event-1', 'event-2', false),
    ('a small and a capital letter', 'event', 'Event', false),
    ('a space at the end', 'event', 'event ', false),
    ('a zero at the beginning', '1', '01', false),
    ('a text and an empty one', 'a', '', false),
    ('long texts that differ at the end', concat(repeat('a', 1000), 'b'), concat(repeat('a', 1000), 'c'), false)
),

results as (
    select
        *,
        {{ hash_of('one_text') }} = {{ hash_of('other_text') }} as result
    from cases
)

select * from results
where result is distinct from expected
