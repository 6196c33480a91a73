{#
    Statements, run before everything else: one view per table of the source `raw` over its Parquet files in
    LOOKBACK_RAW_PATH. Stops with one sentence that names the folder, the file or the column that is missing.
#}
{% macro prepare_raw_tables() %}
    {% if not execute %}{{ return('') }}{% endif %}
    {% do check_database_name() %}
    {% do check_vars() %}
    {% set raw_path = env_var('LOOKBACK_RAW_PATH', 'data/raw').rstrip('/') %}
    {% do adapter.create_schema(api.Relation.create(database=target.database, schema='lookback_raw')) %}
    {% for table in graph.sources.values() if table.source_name == 'raw' %}
        {% set files = raw_files(raw_path, table.name) %}
        {% if files %}
            {% do check_raw_columns(table, raw_path) %}
        {% elif not table.config.meta.is_optional %}
            {% do stop(
                'the raw table ' ~ table.name ~ ' has no Parquet file: nothing matches ' ~ raw_path ~ '/' ~ table.name
                ~ '/**/*.parquet. Set LOOKBACK_RAW_PATH to the folder that holds one sub-folder per raw table.'
            ) %}
        {% endif %}
        {% do create_raw_view(table, raw_path if files else none) %}
    {% endfor %}
{% endmacro %}
