-- While a table is made, a file is unread when it is among those that are set as unread; in any other query every file
-- is. The state is set and taken back while the cases are compiled.
{% set files = ['a.parquet', "it's b.parquet", 'c.parquet', 'A.parquet', ''] %}
{% set states = {
    'some are set': "'a.parquet', 'it''s b.parquet'",
    'one is set': "'c.parquet'",
    'none is set': '',
} %}
{% set unread = [
    'a.parquet when some are set', "it's b.parquet when some are set", 'c.parquet when one is set'
] %}
{% set found = [] %}
{% if execute %}
    {% for state, files_set in states.items() %}
        {% do run_query('set variable lookback_unread_files = ([' ~ files_set ~ '])') %}
        {% for file in files %}
            {% set result = run_query('select ' ~ is_unread_file(text_literal(file))).columns[0].values()[0] %}
            {% do found.append((file ~ ' when ' ~ state, result)) %}
        {% endfor %}
    {% endfor %}
    {% do run_query('reset variable lookback_unread_files') %}
{% endif %}

with cases (name, result, expected) as (
    values
    {%- for name, result in found %}
    ({{ text_literal(name) }}, {{ result | lower }}, {{ (name in unread) | lower }}),
    {%- endfor %}
    {%- for file in files %}
    ({{ text_literal(file ~ ' in any other query') }}, {{ is_unread_file(text_literal(file)) }}, true)
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select * from cases
where result is distinct from expected
