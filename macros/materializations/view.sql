{#
    Materialization: dbt's view, made by one statement. dbt's own makes a second view, renames both and drops the first, which took as
    long as everything else that an unchanged view costs a build.
#}
{% materialization view, adapter='duckdb' %}
    {% set existing = load_cached_relation(this) %}
    {% set view = this.incorporate(type='view') %}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks) }}
    {% do adapter.drop_relation(existing) if existing and not existing.is_view %}
    {% call statement('main') %}{{ get_create_view_as_sql(view, sql) }}{% endcall %}
    {% do persist_docs(view, model) %}
    {{ run_hooks(post_hooks) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [view]}) }}
{% endmaterialization %}

{# Statement of dbt itself: make a view, as dbt-duckdb does, but in place of the one that is there. #}
{% macro duckdb__create_view_as(relation, sql) %}
    {% if config.get('contract').enforced %}{{ get_assert_columns_equivalent(sql) }}{% endif %}
    create or replace view {{ relation }} as (
        {{ sql }}
    );
{% endmacro %}
