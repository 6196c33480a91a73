{# Statement: stop when a file of a raw table lacks a column, or has one of a type that cannot be read as the table's. #}
{% macro check_raw_columns(table, raw_path) %}
    {{- return(adapter.dispatch('check_raw_columns', 'lookback')(table, raw_path)) -}}
{% endmacro %}

{% macro duckdb__check_raw_columns(table, raw_path) %}
    {% set problem_query %}
        with expected(name, data_type, readable_types) as (
            values
            {% for column in table.columns.values() %}
            ('{{ column.name }}', '{{ column.data_type }}', '{{ readable_types(column.data_type) }}')
            {{- ',' if not loop.last }}
            {% endfor %}
        ),

        found as (
            select file_name, lower(name) as name, duckdb_type
            from parquet_schema({{ raw_pattern(raw_path, table.name) }})
        )

        select files.file_name, expected.name, expected.data_type, found.duckdb_type
        from (select distinct file_name from found) as files
        cross join expected
        left join found on files.file_name = found.file_name and expected.name = found.name
        where found.name is null or not regexp_full_match(found.duckdb_type, expected.readable_types)
        order by files.file_name, expected.name
        limit 1
    {% endset %}
    {% for file, column, expected_type, found_type in run_query(problem_query) %}
        {% do stop(
            'the file ' ~ file ~ ' of the raw table ' ~ table.name ~ ' has '
            ~ ('no column ' ~ column if not found_type else 'the column ' ~ column ~ ' as ' ~ found_type)
            ~ '; ' ~ expected_type ~ ' is expected.'
        ) %}
    {% endfor %}
{% endmacro %}

{# Text: a pattern of the Parquet types that can be read as a column's type without guessing. #}
{% macro readable_types(data_type) %}
    {%- set numbers = '[A-Z]*INT[A-Z]*|DOUBLE|FLOAT|DECIMAL.*' -%}
    {%- set patterns = {
        'varchar': '.*', 'timestamp': 'TIMESTAMP.*', 'date': 'DATE', 'boolean': 'BOOLEAN', 'integer': '[A-Z]*INT[A-Z]*',
    } -%}
    {{- return('"NULL"|' ~ patterns.get(data_type, numbers)) -}}
{% endmacro %}
