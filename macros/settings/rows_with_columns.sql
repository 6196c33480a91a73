{#
    Select: the rows of a table, with columns that it may lack: null there. `columns` lists those that it has, `optional` maps the
    names of the others to their types, which they have where the table has them too. A name that the table lacks is found outside of it.
#}
{% macro rows_with_columns(relation, columns, optional) -%}
    select
        {%- for column in columns %}
        found.{{ column }},
        {%- endfor %}
        {%- for name in optional %}
        found.stated_{{ name }} as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            {%- for name, type in optional.items() %}
            cast(null as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
    ) as missing
    cross join lateral (
        select
            {%- for column in columns %}
            {{ column }},
            {%- endfor %}
            {%- for name, type in optional.items() %}
            cast({{ name }} as {{ type }}) as stated_{{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ relation }}
    ) as found
{%- endmacro %}
