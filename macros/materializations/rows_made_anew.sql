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
    Statements: make a table of a select, without constraints, some columns of it uncompressed: DuckDB looks for repetitions in texts, which
    takes longer than all else that keeping ids takes, and finds little in them.
#}
{% macro create_table_with_uncompressed(relation, sql, uncompressed) %}
    create table {{ relation }} (
        {%- for column in run_query('describe ' ~ sql) %}
        {{ column.column_name }} {{ column.column_type }}
        {{- ' using compression uncompressed' if column.column_name in uncompressed }}{{ ',' if not loop.last }}
        {%- endfor %}
    );
    insert into {{ relation }} by name {{ sql }}
{% endmacro %}
