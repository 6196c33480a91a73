{# Relation: rows of literals, given its name, the names of its columns and the rows, each a list. #}
{% macro literal_rows(name, columns, rows) %}
    {{- return(adapter.dispatch('literal_rows', 'lookback')(name, columns, rows)) -}}
{% endmacro %}

{% macro default__literal_rows(name, columns, rows) -%}
    (
        values
        {%- for row in rows %}
        ({{ row | join(', ') }}){{ ',' if not loop.last }}
        {%- endfor %}
    ) as {{ name }} ({{ columns | join(', ') }})
{%- endmacro %}

{% macro bigquery__literal_rows(name, columns, rows) -%}
    (
        {%- for row in rows %}
        select
            {%- for value in row %} {{ value }} as {{ columns[loop.index0] }}{{ ',' if not loop.last }}{% endfor %}
        {{- ' union all' if not loop.last }}
        {%- endfor %}
    ) as {{ name }}
{%- endmacro %}
