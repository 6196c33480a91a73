{# Statement: stop when a file of a raw table lacks a column, or has one of a type that cannot be read as the table's. #}
{% macro check_raw_columns(table, raw_path) %}
    {{- return(adapter.dispatch('check_raw_columns', 'lookback')(table, raw_path)) -}}
{% endmacro %}

{% macro duckdb__check_raw_columns(table, raw_path) %}
    {% for files in raw_files(raw_path, table.name) | batch(50) %}
        {% for file, column, expected_type, found_type in run_query(columns_that_do_not_fit(table, files)) %}
            {% do stop(
                'the file ' ~ file ~ ' of the raw table ' ~ table.name ~ ' has '
                ~ ('no column ' ~ column if not found_type else 'the column ' ~ column ~ ' as ' ~ found_type)
                ~ '; ' ~ expected_type ~ ' is expected.'
            ) %}
        {% endfor %}
    {% endfor %}
{% endmacro %}

{# Select: the first column that one of some Parquet files lacks, or has with a type that cannot be read. #}
{% macro columns_that_do_not_fit(table, files) %}
    with expected(name, data_type, readable_types) as (
        values
        {% for column in table.columns.values() %}
        ('{{ column.name }}', '{{ column.data_type }}', '{{ readable_types(column.data_type) }}')
        {{- ',' if not loop.last }}
        {% endfor %}
    ),

    found as (
        {% for file in files %}
        select {{ text_literal(file) }} as file_name, lower(column_name) as name, column_type
        from (describe from read_parquet({{ text_literal(path_as_pattern(file)) }}, hive_partitioning = false))
        {{ 'union all' if not loop.last }}
        {% endfor %}
    )

    select files.file_name, expected.name, expected.data_type, found.column_type
    from (select distinct file_name from found) as files
    cross join expected
    left join found on files.file_name = found.file_name and expected.name = found.name
    where found.name is null or not regexp_full_match(found.column_type, expected.readable_types)
    order by files.file_name, expected.name
    limit 1
{% endmacro %}

{# Text: a pattern of the Parquet types that can be read as a column's type without guessing. #}
{% macro readable_types(data_type) %}
    {%- set integers = '[A-Z]*INT[A-Z]*' -%}
    {%- set numbers = integers ~ '|DOUBLE|FLOAT|DECIMAL[(][0-9,]+[)]' -%}
    {%- set patterns = {
        'varchar': '[A-Z0-9_ ]+|DECIMAL[(][0-9,]+[)]', 'timestamp': 'TIMESTAMP[A-Z_ ]*', 'date': 'DATE', 'boolean': 'BOOLEAN',
        'integer': integers,
    } -%}
    {{- return('"NULL"|' ~ patterns.get(data_type, numbers)) -}}
{% endmacro %}

{% macro spark__check_raw_columns(table, raw_path) %}
    {% set files = 'lookback_raw.' ~ table.name ~ '_files' %}
    {% do run_query('drop table if exists ' ~ files) %}
    {% do run_query(
        'create table ' ~ files ~ ' using parquet '
        ~ raw_file_options(raw_path, table.name)
    ) %}
    {% set found = {} %}
    {% for row in run_query('describe table ' ~ files) %}
        {% do found.update({row[0] | lower: row[1] | upper}) %}
    {% endfor %}
    {% for column in table.columns.values() %}
        {% set type = found.get(column.name) %}
        {% if not type or not modules.re.fullmatch(readable_types(column.data_type), type) %}
            {% do stop(
                'the files of the raw table ' ~ table.name ~ ' have '
                ~ ('no column ' ~ column.name if not type else 'the column ' ~ column.name ~ ' as ' ~ type)
                ~ '; ' ~ column.data_type ~ ' is expected.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}

{% macro default__check_raw_columns(table, raw_path) %}
    {% do stop_where_compiled_only() %}
{% endmacro %}
