-- What a table is made from: its SQL and the versions of its inputs. What goes on in the inputs of a table that is
-- incremental by arrival is apart, so that it is no reason to make it anew.
{% set raw_table = {'depends_on': {'nodes': ['source.lookback.raw.message_events']}} %}
{% set settings = {'depends_on': {'nodes': ['source.lookback.raw.campaigns']}} %}
{% set found = [] %}
{% if execute %}
    {% set names = ['lookback_raw.message_events'] %}
    {% set memoized = origin_of(raw_table, 'select 1') %}
    {% set incremental = origin_of(raw_table, 'select 1', by_arrival=true) %}
    {% set other_inputs = origin_of(settings, 'select 1') %}
    {% set found = [
        ('one origin is the same twice', origin_of(raw_table, 'select 1') == memoized),
        ('another SQL is another definition', origin_of(raw_table, 'select 2').definition != memoized.definition),
        ('another SQL has the same inputs', origin_of(raw_table, 'select 2').inputs == memoized.inputs),
        ('other inputs have the same definition', other_inputs.definition == memoized.definition),
        ('other inputs are others', other_inputs.inputs != memoized.inputs),
        ('the inputs are their versions', memoized.inputs == versions_of(names, 'version')),
        ('a memoized table has no arrivals', memoized.arrivals == ''),
        ('an incremental table has the same definition', incremental.definition == memoized.definition),
        ('its inputs are since when they go on', incremental.inputs == versions_of(names, 'generation')),
        ('its arrivals are their versions', incremental.arrivals == versions_of(names, 'version')),
        ('its inputs are not what has arrived', incremental.inputs != incremental.arrivals),
        (
            'inputs that do not go on are their versions',
            origin_of(settings, 'select 1', by_arrival=true).inputs == versions_of(['lookback_raw.campaigns'], 'version')
        ),
    ] %}
{% endif %}

with cases (name, result) as (
    values
    {%- for name, result in found %}
    ({{ text_literal(name) }}, {{ result | lower }}),
    {%- endfor %}
    ('there are cases', {{ found | length }} = 12)
)

select * from cases
where not result
