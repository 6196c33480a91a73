-- While a table goes on from what it was, the messages of persons that are listed with other or with new messages since its last
-- batch are judged anew, and no others; while it is made anew, and in any other query, everybody's are. The lists are stated
-- here in the place of int_persons_changed and int_persons_messaged; the state is set and taken back while the cases are
-- compiled.
{% set persons_changed = "(select unnest([1, 2]) as person_hash, unnest([3, 4]) as batch, true as has_other_messages)" %}
{% set persons_messaged = "(select unnest([3, 4, 5, 5]) as person_hash, unnest([3, 4, 2, 5]) as batch)" %}
{% set predicate = is_of_messaged_person('person_hash')
    | replace(ref('int_persons_changed') | string, persons_changed)
    | replace(ref('int_persons_messaged') | string, persons_messaged) %}
{% set cases = [
    ('other messages in a batch that was read', true, 3, 1, false),
    ('other messages in the batch after', true, 3, 2, true),
    ('messaged in a batch that was read', true, 3, 3, false),
    ('messaged in the batch after', true, 3, 4, true),
    ('messaged in a batch that was read and in a later one', true, 3, 5, true),
    ('messaged twice, and both were read', true, 5, 5, false),
    ('listed nowhere', true, 0, 6, false),
    ('messaged before the table is made anew', false, 3, 3, true),
    ('listed nowhere, and the table is made anew', false, 3, 6, true),
    ('listed nowhere, in any other query', none, none, 6, true),
] %}

{{ wrong_while_made(predicate, cases, 'person_hash') }}
