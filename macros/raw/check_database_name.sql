{# Statement: stop when the database has the name of a schema that queries address (`marts.conversions` would be ambiguous). #}
{% macro check_database_name() %}
    {% if target.database | lower in [
        'main', 'marts', 'quality', 'lookback_raw', 'lookback_reference', 'lookback_staging', 'lookback_intermediate', 'lookback_state'
    ] %}
        {% do stop(
            'the database "' ~ target.database ~ '" has the name of a schema in it, so that ' ~ target.database
            ~ '.<table> would be ambiguous. Give the file in LOOKBACK_DATABASE another name, such as lookback.duckdb.'
        ) %}
    {% endif %}
{% endmacro %}
