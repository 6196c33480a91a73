-- What a table is made from: its SQL, the engine, the key of the pseudonyms and the versions of its inputs. What goes on
-- in the inputs of a table that is incremental by arrival is apart, so that it is no reason to make it anew; nor is what
-- the table says that it accounts for by itself.
{% set no_meta = {'meta': {}} %}
{% set raw_table = {'depends_on': {'nodes': ['source.lookback.raw.message_events']}, 'config': no_meta} %}
{% set settings = {'depends_on': {'nodes': ['source.lookback.raw.campaigns']}, 'config': no_meta} %}
{% set nodes_of_both = ['source.lookback.raw.message_events', 'model.lookback.int_credits_shared'] %}
{% set both = {'depends_on': {'nodes': nodes_of_both}, 'config': no_meta} %}
{% set accounting = {
    'depends_on': {'nodes': nodes_of_both}, 'config': {'meta': {'accounted_inputs': ['int_credits_shared']}}
} %}
{% set accounting_for_others = {
    'depends_on': {'nodes': nodes_of_both}, 'config': {'meta': {'accounted_inputs': ['message_events', 'int_credits']}}
} %}
{% set names = ['lookback_raw.message_events'] %}
{% set names_of_both = names + ['lookback_intermediate.int_credits_shared'] %}
{% set found = [] %}
{% set versions = [] %}
{% set batches = [] %}
{% if execute %}
    {% set memoized = origin_of(raw_table, 'select 1') %}
    {% set incremental = origin_of(raw_table, 'select 1', by_arrival=true) %}
    {% set other_inputs = origin_of(settings, 'select 1') %}
    {% set accounted = origin_of(accounting, 'select 1', by_arrival=true) %}
    {% set found = [
        ('one origin is the same twice', origin_of(raw_table, 'select 1') == memoized),
        ('another SQL is another definition', origin_of(raw_table, 'select 2').definition != memoized.definition),
        ('another SQL has the same inputs', origin_of(raw_table, 'select 2').inputs == memoized.inputs),
        ('other inputs have the same definition', other_inputs.definition == memoized.definition),
        ('other inputs are others', other_inputs.inputs != memoized.inputs),
        ('a memoized table has no arrivals', memoized.arrivals == ''),
        ('an incremental table has the same definition', incremental.definition == memoized.definition),
        ('its inputs are not what has arrived', incremental.inputs != incremental.arrivals),
    ] %}
    {% set versions = [
        ('the inputs are their versions', memoized.inputs, names, 'version'),
        ('all inputs are', origin_of(both, 'select 1').inputs, names_of_both, 'version'),
        ('the inputs of an incremental table are since when they go on', incremental.inputs, names, 'generation'),
        ('its arrivals are their versions', incremental.arrivals, names, 'version'),
        (
            'inputs that do not go on are their versions',
            origin_of(settings, 'select 1', by_arrival=true).inputs, ['lookback_raw.campaigns'], 'version'
        ),
        ('accounted inputs are no inputs', accounted.inputs, names, 'coalesce(generation, version)'),
        ('accounted inputs are arrivals', accounted.arrivals, names_of_both, 'version'),
        (
            'accounted inputs are no inputs of a memoized table either',
            origin_of(accounting, 'select 1').inputs, names, 'version'
        ),
        (
            'what is called like an input or is part of its name is none',
            origin_of(accounting_for_others, 'select 1').inputs, names_of_both, 'version'
        ),
    ] %}
    {% set batches = [
        ('a table has been made as far as its inputs', origin_of(both, 'select 1').batch, false),
        ('one that accounts for inputs too', accounted.batch, false),
        (
            'one to which rows are added, as far as those alone that have them added',
            origin_of(both, 'select 1', by_arrival=true).batch, true
        ),
    ] %}
{% endif %}

with known_tables as (
    {{ known_tables() }}
),

cases (name, result) as (
    values
    {%- for name, result in found %}
    ('{{ name }}', {{ result | lower }}),
    {%- endfor %}
    {%- for name, result, tables, version in versions %}
    ('{{ name }}', {{ text_literal(result) }} = {{ versions_of(tables, version, 'known_tables') }}),
    {%- endfor %}
    {%- for name, result, only_arrivals in batches %}
    ('{{ name }}', {{ result }} = {{ batch_of(names_of_both, 'known_tables', only_arrivals) }}),
    {%- endfor %}
    {%- if execute %}
    (
        'engine and key are part of the definition',
        '{{ memoized.definition }}' = md5('select 1' || {{ engine_version() }} || {{ text_literal(pseudonym_key_version()) }})
    ),
    {%- endif %}
    ('there are cases', {{ found | length + versions | length + batches | length }} = 20)
)

select * from cases
where not result
