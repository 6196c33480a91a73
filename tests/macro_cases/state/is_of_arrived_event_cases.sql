-- While a table goes on from what it was, the events of which a row has arrived since its last batch have to be made again,
-- and no others; while it is made anew, and in any other query, all have to. The rows are stated here in the place of
-- those of int_app_events_arrived; the state is set and taken back while the cases are compiled.
{% set rows_arrived = "(select unnest([1, 2, 2, 3, 4]) as event_hash, unnest([2, 3, 4, 4, 5]) as batch)" %}
{% set predicate = is_of_arrived_event('event_hash', 'int_app_events_arrived')
    | replace(ref('int_app_events_arrived') | string, rows_arrived) %}
{% set cases = [
    ('arrived in a batch that was read', true, 3, 1, false),
    ('arrived in the batch that was read and in the batch after', true, 3, 2, true),
    ('arrived in the batch after', true, 3, 3, true),
    ('arrived in a later batch', true, 3, 4, true),
    ('not arrived', true, 3, 5, false),
    ('arrived twice, and both were read', true, 5, 2, false),
    ('arrived in the last batch, and that was read', true, 5, 4, false),
    ('arrived in the last batch, and those before were read', true, 4, 4, true),
    ('arrived before anything was read', true, 0, 1, true),
    ('not arrived before anything was read', true, 0, 5, false),
    ('arrived before the table is made anew', false, 3, 1, true),
    ('arrived since, and the table is made anew', false, 3, 4, true),
    ('not arrived, and the table is made anew', false, 3, 5, true),
    ('arrived, in any other query', none, none, 1, true),
    ('not arrived, in any other query', none, none, 5, true),
] %}

{{ wrong_while_made(predicate, cases, 'event_hash') }}
