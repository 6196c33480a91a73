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
    {{ return({
        'definition': local_md5(sql ~ engine_version() ~ pseudonym_key_version()),
        'inputs': versions_of(inputs | reject('in', accounted) | list, 'coalesce(generation, version)' if by_arrival else 'version'),
        'arrivals': versions_of(inputs, 'version') if by_arrival else '',
        'batch': batch_of(inputs, only_arrivals=by_arrival and not meta.get('kept_by') and not accounted),
    }) }}
{% endmacro %}

{#
    Number: the batch up to which everything has been read in a table that reads some tables now: up to which the least recent of
    them has, as a run of a few models leaves others behind. `only_arrivals`: of those alone to which rows are added by arrival.
#}
{% macro batch_of(names, only_arrivals=false) %}
    {% set found = run_query("
        with inputs(table_name) as (
            select unnest([" ~ text_list(names) ~ "])
        ),

        known as (
            select table_name, coalesce(batch, " ~ number_of_batch() ~ ") as batch, generation is not null as is_arrival
            from lookback_state.tables
            union all
            select schema_name || '.' || view_name, " ~ number_of_batch() ~ ", false from duckdb_views()
            where database_name = current_database() and schema_name not like 'lookback_raw'
        )

        select coalesce(min(coalesce(known.batch, 0)), " ~ number_of_batch() ~ ")
        from inputs
        left join known on inputs.table_name = known.table_name
        where inputs.table_name is not null" ~ (' and known.is_arrival' if only_arrivals else '') ~ "
    ") %}
    {{ return(found.columns[0].values()[0] | int) }}
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

{# Text: the versions of some tables and views; never the same twice when that of one is unknown. #}
{% macro versions_of(names, version) %}
    {% set found = run_query("
        with wanted(table_name) as (
            select unnest([" ~ text_list(names) ~ "])
        ),

        versions as (
            select table_name, " ~ version ~ " as version from lookback_state.tables
            union all
            select schema_name || '.' || view_name, md5(sql) from duckdb_views()
            where database_name = current_database() and schema_name not like 'lookback_raw'
        )

        select string_agg(
            wanted.table_name || ' ' || coalesce(versions.version, 'unknown to ' || " ~ text_literal(invocation_id) ~ "),
            chr(10) order by wanted.table_name
        )
        from wanted
        left join versions on wanted.table_name = versions.table_name
    ") %}
    {{ return(found.columns[0].values()[0] or '') }}
{% endmacro %}
