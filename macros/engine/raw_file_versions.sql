{#
    Select: the file and file_version of some files of a raw table. The version is another when the file's size, its time of
    change or anything in its footer (schema, sizes and statistics of every column) is, or when other columns are expected of it.
#}
{% macro raw_file_versions(table, files) %}
    {{- return(adapter.dispatch('raw_file_versions', 'lookback')(table, files)) -}}
{% endmacro %}

{% macro duckdb__raw_file_versions(table, files) -%}
    {%- set patterns = [] -%}
    {%- for file in files -%}{%- do patterns.append(path_as_pattern(file)) -%}{%- endfor -%}
    {%- set expected = [] -%}
    {%- for column in table.columns.values() -%}{%- do expected.append(column.name ~ ' ' ~ column.data_type) -%}{%- endfor -%}
    with footers as (
        select
            file_name,
            bit_xor(hash(footer)) as footer_hash
        from parquet_metadata([{{ text_list(patterns) }}]) as footer
        group by file_name
    )

    select
        files.filename as file,
        md5(concat_ws(
            ' ', files.size, files.last_modified, footers.footer_hash, {{ text_literal(expected | join(', ')) }}
        )) as file_version
    from read_blob([{{ text_list(patterns) }}]) as files
    left join footers on files.filename = footers.file_name
{%- endmacro %}

{# Where no state is kept, no file has a version. #}
{% macro default__raw_file_versions(table, files) -%}
    select cast(null as string) as file, cast(null as string) as file_version where false
{%- endmacro %}
