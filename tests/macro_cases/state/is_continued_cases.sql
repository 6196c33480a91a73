-- While a table is made, it says whether the table goes on from what it was; in any other query it does not. The state is
-- set and taken back while the cases are compiled.
{% set found = [] %}
{% if execute %}
    {% for state in ['true', 'false'] %}
        {% do run_query('set variable lookback_is_continued = ' ~ state) %}
        {% do found.append((state, run_query('select ' ~ is_continued()).columns[0].values()[0])) %}
    {% endfor %}
    {% do run_query('reset variable lookback_is_continued') %}
{% endif %}

with cases (name, result, expected) as (
    values
    {%- for state, result in found %}
    ('when it is set to be {{ state }}', {{ result | lower }}, {{ state }}),
    {%- endfor %}
    ('in any other query', {{ is_continued() }}, false)
)

select * from cases
where result is distinct from expected
