{#
    Statements, run before everything else: one view per table of the source `raw` over its Parquet files in
    LOOKBACK_RAW_PATH. Stops with one sentence that names the folder or column that is missing, or the unreadable file.
#}
{% macro prepare_raw_tables() %}
    {% if not execute %}{{ return('') }}{% endif %}
    {% do check_database_name() %}
    {% do check_session() %}
    {% do check_vars() %}
    {% do adapter.create_schema(api.Relation.create(database=target.database or none, schema='lookback_raw')) %}
    {% do prepare_state() %}
    {% set tables = graph.sources.values() | selectattr('source_name', 'equalto', 'raw') | list %}
    {% for table in tables %}
        {% set files = raw_files(raw_folder(), table.name) %}
        {% for file in unreadable_files(files) %}
            {% do stop(unreadable_file(table, file)) %}
        {% endfor %}
        {% if files %}
            {% do check_raw_columns(table, raw_folder()) %}
        {% elif not table.config.meta.is_optional %}
            {% do stop(
                'the raw table ' ~ table.name ~ ' has no Parquet file: nothing matches ' ~ raw_folder() ~ '/' ~ table.name
                ~ '/**/*.parquet. Set LOOKBACK_RAW_PATH to the folder that holds one sub-folder per raw table.'
            ) %}
        {% endif %}
        {% do create_raw_view(table, raw_folder() if files else none) %}
    {% endfor %}
    {% do remember_raw_files(tables) %}
{% endmacro %}
