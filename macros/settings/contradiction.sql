{#
    Select list: a contradiction in the settings: the table, the row (its key columns and their values), the rule that it
    breaks and an expression that explains in words what is wrong and what would be right.
#}
{% macro contradiction(table_name, key_columns, rule, explanation) -%}
    {{ text_literal(table_name) }} as table_name,
    concat(
        {%- for column in key_columns %}
        '{{ column.split('.') | last }}=', coalesce(cast({{ column }} as string), 'null'){{ ", ', '," if not loop.last }}
        {%- endfor %}
    ) as row_key,
    {{ text_literal(rule) }} as rule,
    {{ explanation }} as explanation
{%- endmacro %}
