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
