-- While a table goes on from what it was, the conversions that are no longer there, or have been decided since its last
-- batch, have to be made again, and no others; while it is made anew, and in any other query, all have to. Conversions are
-- stated here in the place of int_conversions_identified; the state is set and taken back while the cases are compiled.
{% set conversions = "(select unnest(['a', 'b', 'c']) as conversion_id, unnest([3, 4, 5]) as batch)" %}
{% set predicate = is_of_changed_conversion('conversion_id')
    | replace(ref('int_conversions_identified') | string, conversions) %}
{% set cases = [
    ('decided before', true, 3, 'a', false),
    ('decided since', true, 3, 'b', true),
    ('decided in a later batch', true, 3, 'c', true),
    ('no longer there', true, 3, 'x', true),
    ('an id in capital letters is another, and not there', true, 3, 'A', true),
    ('decided in the last batch, after it was read', true, 5, 'c', false),
    ('no longer there, when nothing was decided', true, 5, 'x', true),
    ('decided before anything was read', true, 0, 'a', true),
    ('decided before, and the table is made anew', false, 0, 'a', true),
    ('no longer there, and the table is made anew', false, 0, 'x', true),
    ('decided at any time, in any other query', none, none, 'a', true),
    ('no longer there, in any other query', none, none, 'x', true),
] %}
{% set rows = [] %}
{% for name, is_continued, read_batch, conversion_id, expected in cases %}
    {% do rows.append((name, is_continued, read_batch, 'select ' ~ text_literal(conversion_id) ~ ' as conversion_id', expected)) %}
{% endfor %}

{{ wrong_while_made(predicate, rows) }}
