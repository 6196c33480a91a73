{#
    Select: the rows of a table, with columns that it may lack: null there. `columns` maps their names to their types, which they have
    where the table has them too.
#}
{% macro rows_with_columns(relation, columns) %}
    {{- return(adapter.dispatch('rows_with_columns', 'lookback')(relation, columns)) -}}
{% endmacro %}

{% macro duckdb__rows_with_columns(relation, columns) -%}
    select *
    from (
        select
            {%- for name, type in columns.items() %}
            cast(null as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        where false
    ) as columns_with_types
    union all by name
    select * from {{ relation }}
{%- endmacro %}
