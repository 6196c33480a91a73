{# Select: one contradiction for each key of a settings table that more than one row has; nulls in a key count as equal. #}
{% macro repeated_keys(table_name, relation, key_columns) -%}
    select
        {{ contradiction(
            table_name, key_columns, 'key_is_unique',
            "concat('the key occurs in ', cast(count(*) as string), ' rows; keep one')"
        ) }}
    from {{ relation }}
    group by {{ key_columns | join(', ') }}
    having count(*) > 1
{%- endmacro %}
