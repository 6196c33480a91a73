{#
    Mapping: what a table is made from: its `definition` (SQL and engine), its `inputs`, and for a table that is incremental by
    arrival the `arrivals` in them, which may go on without making what was read before obsolete. Two tables of one origin are equal
    but for how far they have been made: `batch`.
#}
{% macro origin_of(node, sql, by_arrival=false) %}
    {% set inputs = inputs_of(node) %}
    {% set meta = node.config.meta %}
    {% set accounted = [] %}
    {% for name in meta.get('accounted_inputs', []) %}
        {% do accounted.append('lookback_intermediate.' ~ name) %}
    {% endfor %}
    {% set reads_all_by_batch = not by_arrival or meta.get('kept_by') or accounted %}
    {% set version_of_input = 'coalesce(generation, version)' if by_arrival else 'version' %}
    {% set found = run_query('with known as (' ~ known_tables() ~ ') select '
        ~ versions_of(inputs | reject('in', accounted) | list, version_of_input, 'known') ~ ' as inputs, '
        ~ (versions_of(inputs, 'version', 'known') if by_arrival else "''") ~ ' as arrivals, '
        ~ batch_of(inputs, 'known', only_arrivals=not reads_all_by_batch) ~ ' as batch, '
        ~ engine_version() ~ ' as engine'
    ).rows[0] %}
    {{ return({
        'definition': local_md5(sql ~ found.engine ~ pseudonym_key_version()),
        'inputs': found.inputs,
        'arrivals': found.arrivals,
        'batch': found.batch,
    }) }}
{% endmacro %}

{# List: the names of the tables, raw tables and views that a node reads, directly or through views. #}
{% macro inputs_of(node) %}
    {% set names = [] %}
    {% for id in node.depends_on.nodes %}
        {% set input = graph.sources[id] if id in graph.sources else graph.nodes[id] %}
        {% do names.append(table_name_of(input)) %}
        {% if input.config.materialized == 'view' %}
            {% do names.extend(inputs_of(input)) %}
        {% endif %}
    {% endfor %}
    {{ return(names | unique | sort) }}
{% endmacro %}

{# Text: the name by which the state knows a table. #}
{% macro table_name_of(node) %}
    {{ return(node.schema ~ '.' ~ (node.identifier or node.alias)) }}
{% endmacro %}

{#
    Expression: the versions of some tables and views, as a text; never the same twice when that of one is unknown. `known` names the
    relation that has the rows of known_tables.
#}
{% macro versions_of(names, version, known) -%}
    (
        select
            coalesce(string_agg(
                names.table_name || ' ' || coalesce({{ version }}, 'unknown to {{ invocation_id }}'),
                chr(10) order by names.table_name
            ), '')
        from (select unnest([{{ text_list(names) }}]) as table_name) as names
        left join {{ known }} as known on names.table_name = known.table_name
    )
{%- endmacro %}

{#
    Expression: the batch up to which everything has been read in a table that reads some tables now: up to which the least recent of
    them has, as a run of a few models leaves others behind. `only_arrivals`: of those alone to which rows are added by arrival.
#}
{% macro batch_of(names, known, only_arrivals=false) -%}
    (
        select
            coalesce(min(coalesce(known.batch, 0)), {{ number_of_batch() }})
        from (select unnest([{{ text_list(names) }}]) as table_name) as names
        left join {{ known }} as known on names.table_name = known.table_name
        where names.table_name is not null{{ ' and known.generation is not null' if only_arrivals }}
    )
{%- endmacro %}

{# Select: what the state knows of tables, and of views, which are what their SQL is. What is not made by batch is never behind. #}
{% macro known_tables() -%}
    select
        table_name,
        version,
        generation,
        coalesce(batch, {{ number_of_batch() }}) as batch
    from lookback_state.tables
    union all
    select
        schema_name || '.' || view_name as table_name,
        md5(sql) as version,
        null as generation,
        {{ number_of_batch() }} as batch
    from duckdb_views()
    where database_name = current_database() and schema_name not like 'lookback_raw'
{%- endmacro %}
