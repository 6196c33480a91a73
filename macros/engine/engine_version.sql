{# Text: the version of the engine: tables that another one made are made anew. #}
{% macro engine_version() %}
    {{- return(adapter.dispatch('engine_version', 'lookback')()) -}}
{% endmacro %}

{% macro duckdb__engine_version() %}
    {{ return(run_query('select version()').columns[0].values()[0]) }}
{% endmacro %}
