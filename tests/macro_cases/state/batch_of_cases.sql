-- A table that reads others is made as far as the least recent of them, which a run of a few models may have left behind.
-- Raw tables and views are never behind. Every build comes after all that is recorded.
{% set view = ref('stg_campaigns') %}
{% set view_name = view.schema ~ '.' ~ view.identifier %}
{% set table = ref('int_message_events_arrived') %}
{% set table_name = table.schema ~ '.' ~ table.identifier %}
{% set cases = [
    ('of nothing', [], false, 'this build'),
    ('of a raw table', ['lookback_raw.campaigns'], false, 'this build'),
    ('of a raw table that is read by arrival', ['lookback_raw.message_events'], false, 'this build'),
    ('of a view', [view_name], false, 'this build'),
    ('of a table', [table_name], false, 'arrived'),
    ('of a table beside a raw table and a view', ['lookback_raw.campaigns', table_name, view_name], false, 'arrived'),
    ('of a table that is not there', ['marts.nothing'], false, 'nothing'),
    ('of a table that is not there beside another', ['marts.nothing', 'lookback_raw.campaigns'], false, 'nothing'),
    ('of arrivals alone', [table_name, 'marts.nothing'], true, 'arrived'),
    ('of arrivals alone where there are none', ['lookback_raw.campaigns', 'marts.nothing'], true, 'this build'),
] %}

with expectations (expected, batch) as (
    select 'this build', {{ number_of_batch() }}
    union all
    select 'nothing', 0
    union all
    select 'arrived', (
        select tables.batch from lookback_state.tables where tables.table_name = '{{ table_name }}'
    )
),

known_tables as (
    {{ known_tables() }}
),

results (name, expected, result) as (
    values
    {%- for name, tables, only_arrivals, expected in cases %}
    ({{ text_literal(name) }}, '{{ expected }}', {{ batch_of(tables, 'known_tables', only_arrivals) }})
    {{- ',' if not loop.last }}
    {%- endfor %}
)

select
    results.name,
    expectations.batch,
    results.result
from results
left join expectations on results.expected = expectations.expected
where results.result is distinct from expectations.batch
