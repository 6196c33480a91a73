-- While a table goes on from what it was, persons whose messages may be others since its last batch have other messages, and no
-- one else; while it is made anew, and in any other query, everybody may. The list is stated here in the place of
-- int_persons_changed; the state is set and taken back while the cases are compiled.
{% set persons_changed = "(
    select
        unnest([1, 2, 2, 3, 4, 4]) as person_hash,
        unnest([2, 2, 4, 4, 4, 2]) as batch,
        unnest([true, true, true, false, false, true]) as has_other_messages
)" %}
{% set predicate = has_other_messages('person_hash') | replace(ref('int_persons_changed') | string, persons_changed) %}
{% set cases = [
    ('in a batch that was read', true, 3, 1, false),
    ('in a batch that was read and in a later one', true, 3, 2, true),
    ('changed in another way', true, 3, 3, false),
    ('in a batch that was read, and changed in another way since', true, 3, 4, false),
    ('changed in another way after one that was not read', true, 0, 4, true),
    ('not listed', true, 3, 5, false),
    ('in a batch that was read, and the table is made anew', false, 3, 1, true),
    ('changed in another way, and the table is made anew', false, 3, 3, true),
    ('not listed, in any other query', none, none, 5, true),
] %}

{{ wrong_while_made(predicate, cases, 'person_hash') }}
