-- While a table is made, a batch is unread when it is later than the last that the table has read; in any other query
-- every batch is, from the first. The state is set and taken back while the cases are compiled.
{% set cases = [
    ('the batch before the one that was read', 3, 2, false),
    ('the batch that was read', 3, 3, false),
    ('the batch after the one that was read', 3, 4, true),
    ('a later batch', 3, 10, true),
    ('the first batch when none was read', 0, 1, true),
    ('a batch of many builds', 4000000000, 4000000001, true),
    ('the first batch in any other query', none, 1, true),
    ('a later batch in any other query', none, 10, true),
] %}
{% set found = [] %}
{% if execute %}
    {% for name, read_batch, batch, expected in cases if read_batch is not none %}
        {% do run_query('set variable lookback_read_batch = ' ~ read_batch) %}
        {% set result = run_query('select ' ~ is_unread_batch(batch)).columns[0].values()[0] %}
        {% do found.append((name, result, expected)) %}
    {% endfor %}
    {% do run_query('reset variable lookback_read_batch') %}
{% endif %}

with cases (name, result, expected) as (
    values
    {%- for name, result, expected in found %}
    ({{ text_literal(name) }}, {{ result | lower }}, {{ expected | lower }}),
    {%- endfor %}
    {%- for name, read_batch, batch, expected in cases if read_batch is none %}
    ({{ text_literal(name) }}, {{ is_unread_batch(batch) }}, {{ expected | lower }}){{ ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
