{# Select: one contradiction for each row of a settings table and each of its required columns that is null or empty. #}
{% macro missing_values(table_name, relation, key_columns, required_columns) -%}
    {%- for column in required_columns %}
    select {{ contradiction(table_name, key_columns, column ~ '_is_there', text_literal(column ~ ' is null or empty')) }}
    from {{ relation }}
    where {{ column }} is null
    {{- '\n    union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
