-- While a table goes on from what it was, the conversions of the persons that are listed as changed since its last batch are
-- decided anew from the earliest moment on that is listed for them, and no others; while it is made anew, and in any other
-- query, all are. The list is stated here in the place of int_persons_changed; the state is set and taken back while the cases
-- are compiled.
{% set persons_changed = "(
    select
        unnest([1, 2, 2, 2, 3]) as person_hash,
        unnest([
            timestamp '2026-05-01', timestamp '2026-05-01', timestamp '2026-05-03', timestamp '2026-05-02',
            timestamp '-infinity'
        ]) as changed_from,
        unnest([2, 3, 4, 5, 4]) as batch
)" %}
{% set predicate = is_decided_anew('asked') | replace(ref('int_persons_changed') | string, persons_changed) %}
{% set cases = [
    ('of a person that changed in a batch that was read', true, 3, 1, '2026-05-09', false),
    ('at the earliest moment that has not been read', true, 3, 2, '2026-05-02', true),
    ('a microsecond before it', true, 3, 2, '2026-05-01 23:59:59.999999', false),
    ('after it', true, 3, 2, '2026-05-09', true),
    ('when an earlier moment has not been read either', true, 2, 2, '2026-05-01', true),
    ('when one moment was read and another was not', true, 4, 2, '2026-05-02', true),
    ('when all was read', true, 5, 2, '2026-05-09', false),
    ('of a person that changed from the beginning', true, 3, 3, '0001-01-01', true),
    ('of a person that did not change', true, 3, 5, '2026-05-09', false),
    ('of a person that did not change, and the table is made anew', false, 0, 5, '2026-05-01', true),
    ('before the change, and the table is made anew', false, 0, 2, '2026-04-01', true),
    ('of a person that did not change, in any other query', none, none, 5, '2026-05-01', true),
] %}
{% set rows = [] %}
{% for name, is_continued, read_batch, person_hash, converted_at, expected in cases %}
    {% do rows.append((
        name, is_continued, read_batch,
        'select ' ~ person_hash ~ ' as person_hash, timestamp ' ~ text_literal(converted_at) ~ ' as converted_at', expected
    )) %}
{% endfor %}

{{ wrong_while_made(predicate, rows) }}
