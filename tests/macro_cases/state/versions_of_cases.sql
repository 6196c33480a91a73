-- The versions of tables are what the state remembers of them, a line for each in the order of their names; that of a
-- view is its SQL's. What the state does not know has a version of this build alone.
{% set view = ref('stg_campaigns') %}
{% set view_name = view.schema ~ '.' ~ view.identifier %}
{% set cases = [
    ('of nothing', [], 'version'),
    ('of a raw table', ['lookback_raw.campaigns'], 'version'),
    ('of two raw tables', ['lookback_raw.message_events', 'lookback_raw.campaigns'], 'version'),
    ('of a raw table that is read by arrival, since when', ['lookback_raw.message_events'], 'generation'),
    ('of a table that is not there', ['marts.nothing'], 'version'),
    ('of a table that is not there beside another', ['marts.nothing', 'lookback_raw.campaigns'], 'version'),
    ('of a raw table without a generation', ['lookback_raw.campaigns'], 'generation'),
    ('of a view', [view_name], 'version'),
] %}

with remembered as (
    select
        table_name,
        version,
        generation
    from lookback_state.tables
    where table_name in ('lookback_raw.campaigns', 'lookback_raw.message_events')
),

campaigns as (
    select * from remembered
    where table_name = 'lookback_raw.campaigns'
),

message_events as (
    select * from remembered
    where table_name = 'lookback_raw.message_events'
),

known_tables as (
    {{ known_tables() }}
),

results (name, result) as (
    values
    {%- for name, tables, version in cases %}
    ({{ text_literal(name) }}, {{ versions_of(tables, version, 'known_tables') }})
    {{- ',' if not loop.last }}
    {%- endfor %}
),

expectations as (
    {%- set campaigns = "'lookback_raw.campaigns ' || campaigns.version" %}
    {%- set unknown = text_literal(' unknown to ' ~ invocation_id) %}
    {%- for name, expected in {
        'of nothing': "''",
        'of a raw table': campaigns,
        'of two raw tables': campaigns ~ " || chr(10) || 'lookback_raw.message_events ' || message_events.version",
        'of a raw table that is read by arrival, since when':
            "'lookback_raw.message_events ' || message_events.generation",
        'of a table that is not there': "'marts.nothing' || " ~ unknown,
        'of a table that is not there beside another':
            campaigns ~ " || chr(10) || 'marts.nothing' || " ~ unknown,
        'of a raw table without a generation': "'lookback_raw.campaigns' || " ~ unknown,
        'of a view': text_literal(view_name ~ ' ') ~ " || (select md5(sql) from duckdb_views() where view_name = 'stg_campaigns')",
    }.items() %}
    select
        {{ text_literal(name) }} as name,
        {{ expected }} as expected
    from campaigns
    cross join message_events
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    expectations.name,
    expectations.expected,
    results.result
from expectations
full outer join results on expectations.name = results.name
where results.result is distinct from expectations.expected
