{# Statement: make the view of a raw table, over its files or, when raw_path is none, without a row. #}
{% macro create_raw_view(table, raw_path) %}
    {{- return(adapter.dispatch('create_raw_view', 'lookback')(table, raw_path)) -}}
{% endmacro %}

{% macro duckdb__create_raw_view(table, raw_path) %}
    {% set view %}
        create or replace view {{ table.relation_name }} as
        select
            {%- for column in table.columns.values() %}
            cast({{ column.name if raw_path else 'null' }} as {{ column.data_type }}) as {{ column.name }}
            {{- ',' if not loop.last }}
            {%- endfor %}
            {{- ', ' ~ ('filename' if raw_path else 'cast(null as string)') ~ ' as raw_file' if table.config.meta.is_read_by_arrival }}
        {% if raw_path -%}
        from read_parquet(
            {{ raw_pattern(raw_path, table.name) }},
            union_by_name = true, hive_partitioning = false, binary_as_string = true
        )
        {%- else -%}
        where false
        {%- endif %}
    {% endset %}
    {% do run_query(view) %}
{% endmacro %}

{% macro spark__create_raw_view(table, raw_path) %}
    {% set view %}
        create or replace view {{ table.relation_name }} as
        select
            {%- for column in table.columns.values() %}
            cast({{ column.name if raw_path else 'null' }} as {{ type_of(column.data_type) }}) as {{ column.name }}
            {{- ',' if not loop.last }}
            {%- endfor %}
            {%- if table.config.meta.is_read_by_arrival %},
            {{ '_metadata.file_path' if raw_path else 'cast(null as string)' }} as raw_file
            {%- endif %}
        {{ 'from lookback_raw.' ~ table.name ~ '_files' if raw_path else 'where false' }}
    {% endset %}
    {% do run_query(view) %}
{% endmacro %}

{% macro default__create_raw_view(table, raw_path) %}
    {% do stop_where_compiled_only() %}
{% endmacro %}
