{#
    Materialization: a table that remembers. Its SQL gives the rows to add to what `this` holds already; no row is ever changed or removed,
    not in a full refresh either. It is left as it is when its SQL and what that reads are what they were. What is added, and what
    the post-hooks remember of it, is one transaction, so that a killed run leaves nothing half done.
#}
{% materialization append_only, adapter='duckdb' %}
    {% set made_from = origin_of(model, sql) %}
    {% set recorded = recorded_state(this) %}
    {% set is_there = load_cached_relation(this) is not none %}
    {% if is_there and recorded is not none and recorded.definition == made_from.definition and recorded.inputs == made_from.inputs %}
        {% do record_batch(this, made_from.batch) %}
        {% call noop_statement('main', 'UNCHANGED') %}{% endcall %}
        {{ return({'relations': [this]}) }}
    {% endif %}

    {{ run_hooks(pre_hooks, inside_transaction=true) }}
    {% call statement('main') %}
        create table if not exists {{ this }} {{ get_table_columns_and_constraints() }};
        insert into {{ this }} by name {{ sql }}
    {% endcall %}
    {% do record_state(this, arrived_version(this, 'appended'), made_from) %}
    {{ run_hooks(post_hooks, inside_transaction=true) }}
    {% do adapter.commit() %}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{% endmaterialization %}

{% materialization append_only, default %}
    {% do stop('what was reported is remembered on DuckDB only; leave out the models of marts/ledger.') %}
{% endmaterialization %}
