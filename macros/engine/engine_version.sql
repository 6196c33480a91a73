{# Expression: the version of the engine, a text: tables that another one made are made anew. #}
{% macro engine_version() %}
    {{- return(adapter.dispatch('engine_version', 'lookback')()) -}}
{% endmacro %}

{% macro duckdb__engine_version() -%}
    version()
{%- endmacro %}

{% macro spark__engine_version() -%}
    version()
{%- endmacro %}

{% macro default__engine_version() -%}
    {% do stop_where_compiled_only() %}
{%- endmacro %}
