{#
    Statements: make a table anew, as its contract says, in the place of the table or view that is there; nothing is known of it then. The
    columns that its meta calls `uncompressed` are kept as they are.
#}
{% macro rows_made_anew(relation, sql) -%}
    {%- set present = load_cached_relation(relation) %}
    {%- set uncompressed = config.get('meta', {}).get('uncompressed') %}
    {{ state_forgotten(relation) }};
    drop {{ present.type if present else 'table' }} if exists {{ relation }};
    {{ create_table_with_uncompressed(relation, sql, uncompressed) if uncompressed else create_table_as(false, relation, sql) }}
{%- endmacro %}

{#
    Statements: make a table of a select, as its contract says where it has one, some columns of it uncompressed: DuckDB looks for
    repetitions in texts, which takes longer than all else that keeping ids takes, and finds little in them.
#}
{% macro create_table_with_uncompressed(relation, sql, uncompressed) %}
    {%- set columns = [] %}
    {%- if config.get('contract').enforced %}
    {{- get_assert_columns_equivalent(sql) }}
    {%- set columns = adapter.render_raw_columns_constraints(raw_columns=model['columns']) %}
    {%- else %}
    {%- for column in run_query('describe ' ~ sql) %}{% do columns.append(column.column_name ~ ' ' ~ column.column_type) %}{% endfor %}
    {%- endif %}
    create table {{ relation }} (
        {%- for column in columns %}
        {{ column }}
        {{- ' using compression uncompressed' if column.split(' ')[0] in uncompressed }}{{ ',' if not loop.last }}
        {%- endfor %}
    );
    insert into {{ relation }} by name {{ sql }}
{% endmacro %}
