{# Statement: hold the key of the pseudonyms where SQL can read it, but neither the database, nor a compiled model, nor a log has it. #}
{% macro hold_pseudonym_key(key) %}
    {{- return(adapter.dispatch('hold_pseudonym_key', 'lookback')(key)) -}}
{% endmacro %}

{% macro duckdb__hold_pseudonym_key(key) %}
    {% do run_query("attach if not exists ':memory:' as lookback_secrets") %}
    {% do run_query('create or replace table lookback_secrets.main.pseudonym_keys (pseudonym_key varchar)') %}
    {% do adapter.add_query(
        'insert into lookback_secrets.main.pseudonym_keys values (?)', auto_begin=false, bindings=[key], abridge_sql_log=true
    ) %}
{% endmacro %}

{% macro spark__hold_pseudonym_key(key) %}
    {% do run_query('declare or replace variable lookback_pseudonym_key string') %}
    {% do adapter.add_query(
        'set variable lookback_pseudonym_key = %s', auto_begin=false,
        bindings=[key | replace('\\', '\\\\') | replace("'", "\\'")], abridge_sql_log=true
    ) %}
{% endmacro %}

{% macro default__hold_pseudonym_key(key) %}
    {% do stop_where_compiled_only() %}
{% endmacro %}
