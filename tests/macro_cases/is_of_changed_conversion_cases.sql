-- While a table goes on from what it was, the conversions that are no longer there, or are of persons that are listed as
-- changed since its last batch, have to be made again, and no others; while it is made anew, and in any other query, all
-- have to. Conversions and list are stated here in the place of int_conversions_identified and int_persons_changed; the
-- state is set and taken back while the cases are compiled.
{% set persons_changed = '(select unnest([1, 2]) as person_hash, unnest([3, 4]) as batch)' %}
{% set conversions = "(select unnest(['a', 'b', 'c', 'd']) as conversion_id, unnest([1, 2, 5, 5]) as person_hash)" %}
{% set predicate = is_of_changed_conversion('conversion_id')
    | replace(ref('int_conversions_identified') | string, conversions)
    | replace(ref('int_persons_changed') | string, persons_changed) %}
{% set cases = [
    ('of a person that changed before', true, 3, 'a', false),
    ('of a person that changed since', true, 3, 'b', true),
    ('of a person that did not change', true, 3, 'c', false),
    ('of the same person that did not change', true, 3, 'd', false),
    ('no longer there', true, 3, 'x', true),
    ('an id in capital letters is another, and not there', true, 3, 'C', true),
    ('of a person that changed, after it was read', true, 4, 'b', false),
    ('no longer there, when nobody changed', true, 4, 'x', true),
    ('of a person that changed, before anything was read', true, 0, 'a', true),
    ('of a person that did not change, and the table is made anew', false, 3, 'c', true),
    ('of a person that changed, and the table is made anew', false, 3, 'b', true),
    ('no longer there, and the table is made anew', false, 3, 'x', true),
    ('of a person that did not change, in any other query', none, none, 'c', true),
    ('no longer there, in any other query', none, none, 'x', true),
] %}
{% set found = [] %}
{% if execute %}
    {% for name, state, read_batch, conversion_id, expected in cases %}
        {% if state is not none %}
            {% do run_query('set variable lookback_is_continued = ' ~ state) %}
            {% do run_query('set variable lookback_read_batch = ' ~ read_batch) %}
        {% endif %}
        {% set result = run_query(
            'select ' ~ predicate ~ ' from (select ' ~ text_literal(conversion_id) ~ ' as conversion_id) as rows_of_table'
        ).columns[0].values()[0] %}
        {% do run_query('reset variable lookback_is_continued') %}
        {% do run_query('reset variable lookback_read_batch') %}
        {% do found.append((name, result, expected)) %}
    {% endfor %}
{% endif %}

with cases (name, result, expected) as (
    values
    {%- for name, result, expected in found %}
    ({{ text_literal(name) }}, {{ result | lower }}, {{ expected | lower }}),
    {%- endfor %}
    ('there are cases', {{ found | length }} = {{ cases | length }}, true)
)

select * from cases
where result is distinct from expected
