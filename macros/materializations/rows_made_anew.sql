{# Statements: make a table anew, as its contract says, in the place of the table or view that is there; nothing is known of it then. #}
{% macro rows_made_anew(relation, sql) -%}
    {%- set present = load_cached_relation(relation) %}
    {{ state_forgotten(relation) }};
    drop {{ present.type if present else 'table' }} if exists {{ relation }};
    {{ create_table_as(false, relation, sql) }}
{%- endmacro %}
