-- While a table goes on from what it was, the persons that are listed as changed since its last batch may have changed, and
-- no others; while it is made anew, and in any other query, everybody may. The list is stated here in the place of
-- int_persons_changed; the state is set and taken back while the cases are compiled.
{% set persons_changed = "(select unnest([1, 2, 2, 3, 4]) as person_hash, unnest([2, 3, 4, 4, 5]) as batch)" %}
{% set predicate = is_of_changed_person('person_hash') | replace(ref('int_persons_changed') | string, persons_changed) %}
{% set cases = [
    ('changed in a batch that was read', true, 3, 1, false),
    ('changed in the batch that was read and in the batch after', true, 3, 2, true),
    ('changed in the batch after', true, 3, 3, true),
    ('changed in a later batch', true, 3, 4, true),
    ('not listed', true, 3, 5, false),
    ('changed twice, and both were read', true, 5, 2, false),
    ('changed in the last batch, and that was read', true, 5, 4, false),
    ('changed in the last batch, and those before were read', true, 4, 4, true),
    ('changed before anything was read', true, 0, 1, true),
    ('not listed before anything was read', true, 0, 5, false),
    ('changed before the table is made anew', false, 3, 1, true),
    ('changed since, and the table is made anew', false, 3, 4, true),
    ('not listed, and the table is made anew', false, 3, 5, true),
    ('changed, in any other query', none, none, 1, true),
    ('not listed, in any other query', none, none, 5, true),
] %}

{{ wrong_while_made(predicate, cases, 'person_hash') }}
