-- What the state remembers of a table is there, column by column; of a table that it does not know it remembers nothing.
{% set tables = ['campaigns', 'message_events', 'a_table_that_is_not_there'] %}
{% set columns = ['definition', 'inputs', 'arrivals', 'generation', 'batch', 'version'] %}
{% set found = [] %}
{% if execute %}
    {% for table in tables %}
        {% set relation = api.Relation.create(database=target.database, schema='lookback_raw', identifier=table) %}
        {% set recorded = recorded_state(relation) %}
        {% for column in columns if recorded is not none %}
            {% do found.append((table, column, recorded[column])) %}
        {% endfor %}
    {% endfor %}
{% endif %}

with results (table_name, column_name, result) as (
    values
    {%- for table, column, value in found %}
    ('lookback_raw.{{ table }}', '{{ column }}', {{ text_literal(value) if value is not none else 'null' }}),
    {%- endfor %}
    ('none', 'none', null)
),

expectations as (
    {%- for column in columns %}
    select
        table_name,
        '{{ column }}' as column_name,
        cast({{ column }} as string) as expected
    from lookback_state.tables
    where table_name in ('lookback_raw.campaigns', 'lookback_raw.message_events')
    union all
    {%- endfor %}
    select
        'none' as table_name,
        'none' as column_name,
        null as expected
)

select
    coalesce(expectations.table_name, results.table_name) as table_name,
    coalesce(expectations.column_name, results.column_name) as column_name,
    expectations.expected,
    results.result
from expectations
full outer join results
    on expectations.table_name = results.table_name and expectations.column_name = results.column_name
where
    results.result is distinct from expectations.expected
    or expectations.table_name is null
    or results.table_name is null
