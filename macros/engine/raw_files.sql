{# List: the Parquet files of a raw table, at any depth below its folder. #}
{% macro raw_files(raw_path, table_name) %}
    {{- return(adapter.dispatch('raw_files', 'lookback')(raw_path, table_name)) -}}
{% endmacro %}

{% macro duckdb__raw_files(raw_path, table_name) %}
    {% set found = run_query('select file from glob(' ~ raw_pattern(raw_path, table_name) ~ ')') %}
    {{ return(found.columns[0].values() | list) }}
{% endmacro %}

{# Expression: the pattern of a raw table's files. #}
{% macro raw_pattern(raw_path, table_name) %}
    {{ return(text_literal(path_as_pattern(raw_path) ~ '/' ~ table_name ~ '/**/*.parquet')) }}
{% endmacro %}

{# Text: a path with what means something in a pattern escaped, so that it means itself. #}
{% macro path_as_pattern(path) %}
    {{ return(path | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]')) }}
{% endmacro %}

{% macro spark__raw_files(raw_path, table_name) %}
    {% set listing = 'lookback_raw.' ~ table_name ~ '_listing' %}
    {% do run_query('drop table if exists ' ~ listing) %}
    {% do run_query(
        'create table ' ~ listing ~ ' (path string, modificationTime timestamp_ltz, length bigint, content binary) using binaryFile '
        ~ raw_file_options(raw_path, table_name)
    ) %}
    {% set found = run_query('select path from ' ~ listing ~ ' order by path') %}
    {{ return(found.columns[0].values() | list) }}
{% endmacro %}

{# Clause, on Spark: the options with which a table reads the Parquet files of a raw table. Paths begin at the project's folder. #}
{% macro raw_file_options(raw_path, table_name) -%}
    {%- set project_folder = (graph.nodes.values() | selectattr('resource_type', 'equalto', 'seed') | first).root_path -%}
    {%- set is_absolute = modules.re.match('/|[a-z0-9]+:', raw_path) -%}
    options (
        path {{ text_literal((raw_path if is_absolute else project_folder ~ '/' ~ raw_path) ~ '/' ~ table_name) }},
        recursiveFileLookup 'true', pathGlobFilter '*.parquet', mergeSchema 'true'
    )
{%- endmacro %}

{% macro default__raw_files(raw_path, table_name) %}
    {% do stop_where_compiled_only() %}
{% endmacro %}
