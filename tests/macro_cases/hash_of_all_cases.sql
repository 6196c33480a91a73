-- Equal texts in one order have equal hashes of 64 bits; other texts, or the same in another order, had better have different
-- ones. A text that is not there is like no other, and like itself.
with cases (name, first_text, second_text, other_first_text, other_second_text, expected) as (
    values
    ('the same texts', 'a', 'b', 'a', 'b', true),
    ('a text put together', 'ab', 'c', concat('a', 'b'), 'c', true),
    ('another first text', 'a', 'b', 'A', 'b', false),
    ('another second text', 'a', 'b', 'a', 'c', false),
    ('another order', 'a', 'b', 'b', 'a', false),
    ('the same letters in other texts', 'ab', 'c', 'a', 'bc', false),
    ('no text in the same place', 'a', null, 'a', null, true),
    ('no text and an empty one', 'a', null, 'a', '', false),
    ('no text in another place', 'a', null, null, 'a', false),
    ('no texts at all', cast(null as string), cast(null as string), cast(null as string), cast(null as string), true)
),

results as (
    select
        *,
        {{ hash_of_all(['first_text', 'second_text']) }}
        = {{ hash_of_all(['other_first_text', 'other_second_text']) }} as result
    from cases
)

select * from results
where result is distinct from expected
