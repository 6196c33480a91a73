-- Each file of a raw table has one version, by the path that its rows name: the same when it is asked again, alone or
-- with others; another when other columns are expected of the file.
{% set raw_table = source('raw', 'message_events') %}
{% set tables = {} %}
{% if execute %}
    {% set columns = graph.sources['source.lookback.raw.message_events'].columns %}
    {% set of_another_type = {} %}
    {% set of_another_name = {} %}
    {% for name, column in columns.items() %}
        {% do of_another_type.update({
            name: {'name': name, 'data_type': 'date' if loop.last else column.data_type}
        }) %}
        {% do of_another_name.update({
            name: {'name': 'another' if loop.last else name, 'data_type': column.data_type}
        }) %}
    {% endfor %}
    {% do tables.update({
        'versions': columns, 'versions_again': columns, 'of_another_type': of_another_type,
        'of_another_name': of_another_name,
    }) %}
{% endif %}
{% set files = raw_files(raw_folder(), 'message_events') if execute else [] %}

with rows_of_files as (
    select distinct raw_file as file from {{ raw_table }}
),

{% for name, columns in tables.items() -%}
{{ name }} as (
    {{ raw_file_versions({'columns': columns}, files) }}
),

{% endfor -%}

one_version as (
    {{ raw_file_versions({'columns': tables.versions}, files[:1]) if execute }}
),

results (name, result, expected) as (
    select
        'each file has one',
        (select count(file_version) from versions),
        {{ files | length }}
    union all
    select
        'no file has two',
        (select count(distinct file) from versions),
        {{ files | length }}
    union all
    select
        'the files are those that rows name',
        (select count(*) from rows_of_files inner join versions on rows_of_files.file = versions.file),
        (select count(*) from rows_of_files)
    union all
    select
        'a file keeps its version',
        (select count(*) from (select * from versions intersect select * from versions_again) as kept),
        {{ files | length }}
    union all
    select
        'a file alone has the version that it has among others',
        (select count(*) from (select * from versions intersect select * from one_version) as kept),
        {{ files[:1] | length }}
    {%- for name in ['of_another_type', 'of_another_name'] %}
    union all
    select
        {{ text_literal('a file has another version when a column is expected ' ~ name | replace('_', ' ')) }},
        (
            select count(*) from versions
            inner join {{ name }} as others on versions.file = others.file
            where versions.file_version != others.file_version
        ),
        {{ files | length }}
    {%- endfor %}
)

select * from results
where result is distinct from expected
