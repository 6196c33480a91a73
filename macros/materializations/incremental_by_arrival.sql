{#
    Materialization: a table to which every run adds what has arrived since its last one; `is_unread_file` and `is_unread_batch`
    say in its SQL what that is. It is made anew when its SQL, its settings or the engine's version is not what it was made from,
    when raw files that were read have been changed or removed, or in a full refresh. What is added and how far the table has read
    is one transaction, so that a killed run leaves nothing half done. Rows whose `unique_key` is there already are not added, but for
    those that are earlier than what is there, by the column `earliest_by` in the meta.
#}
{% materialization incremental_by_arrival, adapter='duckdb' %}
    {% set made_from = origin_of(model, sql, by_arrival=true) %}
    {% set recorded = recorded_state(this) %}
    {% set is_continued = is_as_made(this, made_from, recorded) %}
    {% if is_continued and recorded.arrivals == made_from.arrivals %}
        {% do record_batch(this, made_from.batch) %}
        {% call noop_statement('main', 'UNCHANGED') %}{% endcall %}
        {{ return({'relations': [this]}) }}
    {% endif %}

    {% set generation = recorded.generation if is_continued else invocation_id %}
    {% do set_what_is_unread(recorded.batch if is_continued else 0, is_continued) %}
    {{ run_hooks(pre_hooks, inside_transaction=false) }}
    {{ run_hooks(pre_hooks, inside_transaction=true) }}
    {% set meta = config.get('meta', {}) %}
    {% set kept_by = meta.get('kept_by') %}
    {% set obsolete = is_obsolete(this, kept_by, meta.get('arrived_in')) if kept_by %}
    {% set present = is_present(config.get('unique_key') or [], meta.get('earliest_by')) %}
    {% call statement('main') %}
        {{ rows_added(this, sql, obsolete, present) if is_continued else rows_made_anew(this, sql) }}
    {% endcall %}
    {% set version = content_version(this) if kept_by else arrived_version(this, generation) %}
    {% do record_state(this, version, made_from, generation) %}
    {{ run_hooks(post_hooks, inside_transaction=true) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=false) }}
    {{ return({'relations': [this.incorporate(type='table')]}) }}
{% endmaterialization %}

{% materialization incremental_by_arrival, default %}
    {{ return(materialization_table_default()) }}
{% endmaterialization %}

{% materialization incremental_by_arrival, adapter='spark' %}
    {{ return(materialization_table_spark()) }}
{% endmaterialization %}

{#
    Statements: add rows to a table. Rows that are obsolete, where a table has such, are removed before; rows that are `present`
    already, by that predicate over a row that arrived and one that is there, are not added.
#}
{% macro rows_added(relation, sql, obsolete, present) -%}
    {%- if obsolete %}
    delete from {{ relation }}
    where {{ obsolete }};
    {%- endif %}
    insert into {{ relation }} by name
    select arrived.*
    from (
        {{ sql }}
    ) as arrived
    {%- if present %}
    where not exists (
        select 1 from {{ relation }} as present
        where {{ present }}
    )
    {%- endif %}
{%- endmacro %}

{# Predicate: a row that is `present` has the key of one that `arrived`, and is no later; empty without a key. #}
{% macro is_present(unique_key, earliest_by=none) -%}
    {%- for column in unique_key %}
    {{- ' and ' if not loop.first }}present.{{ column }} is not distinct from arrived.{{ column }}
    {%- endfor %}
    {{- ' and present.' ~ earliest_by ~ ' <= arrived.' ~ earliest_by if earliest_by }}
{%- endmacro %}
