{#
    Materialization: a table that is made anew only when it could come out otherwise: when its SQL, what it reads or the engine's
    version is not what it was made from, or in a full refresh. Else it stays as it is, and dbt reports UNCHANGED. The table and what
    it was made from are one transaction, so that a killed run leaves nothing half done.
#}
{% materialization memoized_table, adapter='duckdb' %}
    {% set made_from = origin_of(model, sql) %}
    {% if is_as_made(this, made_from, recorded_state(this)) %}
        {% do record_batch(this, made_from.batch) %}
        {% call noop_statement('main', 'UNCHANGED') %}{% endcall %}
        {{ return({'relations': [this]}) }}
    {% endif %}
    {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {{ run_hooks(pre_hooks, inside_transaction=true) }}
    {% call statement('main') %}{{ rows_made_anew(this, sql) }}{% endcall %}
    {% do record_state(this, content_version(this), made_from) %}
    {{ run_hooks(post_hooks, inside_transaction=true) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=false) }}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{% endmaterialization %}

{% materialization memoized_table, default %}
    {{ return(materialization_table_default()) }}
{% endmaterialization %}

{% materialization memoized_table, adapter='spark' %}
    {{ return(materialization_table_spark()) }}
{% endmaterialization %}
