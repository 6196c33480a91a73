{#
    Materialization: a table to which every run adds what has arrived since its last one; `is_unread_file` and `is_unread_batch`
    say in its SQL what that is. It is made anew when its SQL, its settings or the engine's version is not what it was made from,
    when raw files that were read have been changed or removed, or in a full refresh. What is added and how far the table has read
    is one transaction, so that a killed run leaves nothing half done. Rows whose `unique_key` is there already are not added, but for
    those that are earlier than what is there, by the columns `earliest_by` in the meta: they take its place.
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
    {% set unique_key = config.get('unique_key') or [] %}
    {% call statement('main') %}
        {{ rows_added(this, sql, obsolete, unique_key, meta.get('earliest_by')) if is_continued else rows_made_anew(this, sql) }}
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
    Statements: add rows to a table. Rows that are obsolete, where a table has such, are removed before, as are those that are later than
    one that arrived with their key, by the columns `earliest_by`. Rows whose key is there then are not added.
#}
{% macro rows_added(relation, sql, obsolete, unique_key, earliest_by) -%}
    {%- if obsolete %}
    delete from {{ relation }}
    where {{ obsolete }};
    {%- endif %}
    {%- if earliest_by %}
    create or replace temp table rows_arrived as {{ sql }};
    delete from {{ relation }} as present using rows_arrived as arrived
    where {{ is_present(unique_key) }} and {{ is_later(earliest_by) }};
    {%- endif %}
    insert into {{ relation }} by name
    select arrived.*
    from {{ 'rows_arrived' if earliest_by else '(' ~ sql ~ ')' }} as arrived
    {%- if unique_key %}
    where not exists (
        select 1 from {{ relation }} as present
        where {{ is_present(unique_key) }}
    )
    {%- endif %}
    {%- if earliest_by %};
    drop table rows_arrived
    {%- endif %}
{%- endmacro %}

{# Predicate: a row that is `present` has the key of one that `arrived`. #}
{% macro is_present(unique_key) -%}
    {%- for column in unique_key %}
    {{- ' and ' if not loop.first }}present.{{ column }} is not distinct from arrived.{{ column }}
    {%- endfor %}
{%- endmacro %}

{# Predicate: a row that is `present` is later than one that `arrived`, by the first of some columns in which they differ. #}
{% macro is_later(columns) -%}
    (present.{{ columns | join(', present.') }}) > (arrived.{{ columns | join(', arrived.') }})
{%- endmacro %}
