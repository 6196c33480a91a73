-- Of a table is known what the state remembers; of a view its SQL. What has no batch of its own is never behind this build.
{% set view = ref('stg_campaigns') %}
{% set table = ref('int_message_events_arrived') %}
{% set cases = [
    ('a table', table.schema ~ '.' ~ table.identifier, 'is not null', 'remembered.batch'),
    ('a raw table that is read by arrival', 'lookback_raw.message_events', 'is not null', number_of_batch()),
    ('a raw table that is not', 'lookback_raw.campaigns', 'is null', number_of_batch()),
] %}

with known as (
    {{ known_tables() }}
),

results (name, result, expected) as (
    {%- for name, table_name, generation, batch in cases %}
    select
        '{{ name }}',
        (
            select count(*) from known
            inner join lookback_state.tables as remembered on known.table_name = remembered.table_name
            where
                known.table_name = '{{ table_name }}'
                and known.version = remembered.version
                and known.generation {{ generation }}
                and known.batch = {{ batch }}
        ),
        1
    union all
    {%- endfor %}
    select
        'a view',
        (
            select count(*) from known
            inner join duckdb_views() as views
                on known.table_name = concat(views.schema_name, '.', views.view_name) and known.version = md5(views.sql)
            where
                views.database_name = current_database()
                and known.table_name = '{{ view.schema }}.{{ view.identifier }}'
                and known.generation is null
                and known.batch = {{ number_of_batch() }}
        ),
        1
    union all
    select
        'nothing',
        (select count(*) from known where table_name = 'marts.nothing'),
        0
    union all
    select
        'no table has two versions',
        (select count(*) - count(distinct table_name) from known),
        0
)

select * from results
where result is distinct from expected
