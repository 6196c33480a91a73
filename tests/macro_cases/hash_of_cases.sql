-- Equal texts have equal hashes; texts that differ in anything had better have different ones. What is no text
-- has no hash.
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
    ('long texts that differ at the end', concat(repeat('a', 1000), 'b'), concat(repeat('a', 1000), 'c'), false),
    ('no text is not the empty one', null, '', null),
    ('no text is not the word null', null, 'null', null),
    ('no text is not even no text', null, null, null)
),

results as (
    select
        *,
        {{ hash_of('one_text') }} = {{ hash_of('other_text') }} as result
    from cases
    union all
    select
        concat(name, ', and its hash is there when it is') as name,
        one_text,
        other_text,
        one_text is not null as expected,
        {{ hash_of('one_text') }} is not null as result
    from cases
    union all
    select
        concat(name, ', and its hash has at most 128 bits') as name,
        one_text,
        other_text,
        case when one_text is not null then true end as expected,
        length(hex({{ hash_of('one_text') }})) between 1 and 32 as result
    from cases
    union all
    select
        concat(name, ', behind another text') as name,
        one_text,
        other_text,
        expected,
        {{ hash_of("'x' || one_text") }} = {{ hash_of("concat('x', other_text)") }} as result
    from cases
)

select * from results
where result is distinct from expected
