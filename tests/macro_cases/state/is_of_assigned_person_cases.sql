-- While a table goes on from what it was, what persons did in experiments is counted anew who are listed as changed or as assigned since
-- its last batch, and of no others; while it is made anew, and in any other query, of everybody. The lists are stated here in
-- the place of int_persons_changed and int_persons_assigned; the state is set and taken back while the cases are compiled.
{% set persons_changed = "(select unnest([1, 2]) as person_hash, unnest([3, 4]) as batch)" %}
{% set persons_assigned = "(select unnest([3, 4, 5, 5]) as person_hash, unnest([3, 4, 2, 5]) as batch)" %}
{% set predicate = is_of_assigned_person('person_hash')
    | replace(ref('int_persons_changed') | string, persons_changed)
    | replace(ref('int_persons_assigned') | string, persons_assigned) %}
{% set cases = [
    ('changed in a batch that was read', true, 3, 1, false),
    ('changed in the batch after', true, 3, 2, true),
    ('assigned in a batch that was read', true, 3, 3, false),
    ('assigned in the batch after', true, 3, 4, true),
    ('assigned in a batch that was read and in a later one', true, 3, 5, true),
    ('assigned twice, and both were read', true, 5, 5, false),
    ('listed nowhere', true, 0, 6, false),
    ('assigned before the table is made anew', false, 3, 3, true),
    ('listed nowhere, and the table is made anew', false, 3, 6, true),
    ('listed nowhere, in any other query', none, none, 6, true),
] %}

{{ wrong_while_made(predicate, cases, 'person_hash') }}
