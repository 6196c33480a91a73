{# List: the Parquet files of a raw table, at any depth below its folder. #}
{% macro raw_files(raw_path, table_name) %}
    {{- return(adapter.dispatch('raw_files', 'lookback')(raw_path, table_name)) -}}
{% endmacro %}

{% macro duckdb__raw_files(raw_path, table_name) %}
    {% set found = run_query('select file from glob(' ~ raw_pattern(raw_path, table_name) ~ ')') %}
    {{ return(found.columns[0].values() | list) }}
{% endmacro %}

{# Expression: the pattern of a raw table's files; what means something in a pattern is escaped in the path. #}
{% macro raw_pattern(raw_path, table_name) %}
    {% set path = raw_path | replace('[', '[[]') | replace('*', '[*]') | replace('?', '[?]') %}
    {{ return(text_literal(path ~ '/' ~ table_name ~ '/**/*.parquet')) }}
{% endmacro %}
