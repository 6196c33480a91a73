-- While a table goes on from what it was, the rows that it has not read and those that have changed are read, and no others; all rows, and
-- each once, when it is made anew. Asked for each once, they are the same. Of the four rows stated here, which came in the batches 1 to 4,
-- the first has changed.
{% set rows %}
(select number, number as batch from (select unnest([1, 2, 3, 4]) as number) as numbers) as stated
{% endset %}
{% set predicate -%}
(
    (select list_sort(list(number)) from ({{ unread_or_changed(rows, 'number = 1') }}) as found) = expected
    and (
        select list_sort(list(number)) from ({{ unread_or_changed(rows, 'number = 1', is_each_once=true) }}) as found
    ) = list_sort(list_distinct(expected))
)
{%- endset %}
{% set cases = [
    ('some are unread', true, 2, '[1, 3, 4]', true),
    ('all are read', true, 4, '[1]', true),
    ('all are unread', true, 0, '[1, 1, 2, 3, 4]', true),
    ('the table is made anew', false, 0, '[1, 2, 3, 4]', true),
    ('in any other query', none, none, '[1, 2, 3, 4]', true),
] %}

{{ wrong_while_made(predicate, cases, 'expected') }}
