-- While a table is made, what it reads arrives in the batch that is set; in any other query in the first. Always a whole
-- number of 64 bits. The state is set and taken back while the cases are compiled.
{% set found = [] %}
{% if execute %}
    {% for batch in [1, 2, 4000000000] %}
        {% do run_query('set variable lookback_this_batch = ' ~ batch) %}
        {% set row = run_query('select ' ~ this_batch() ~ ', typeof(' ~ this_batch() ~ ')').rows[0] %}
        {% do found.append((batch ~ ' when it is set', row[0] ~ ' ' ~ row[1], batch ~ ' BIGINT')) %}
    {% endfor %}
    {% do run_query('reset variable lookback_this_batch') %}
{% endif %}

with cases (name, result, expected) as (
    values
    {%- for name, result, expected in found %}
    ({{ text_literal(name) }}, {{ text_literal(result) }}, {{ text_literal(expected) }}),
    {%- endfor %}
    ('the first in any other query', concat({{ this_batch() }}, ' ', typeof({{ this_batch() }})), '1 BIGINT')
)

select * from cases
where result is distinct from expected
