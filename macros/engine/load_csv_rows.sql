{# Statement of dbt itself, on Spark: load the rows of a seed. dbt-spark's own puts texts between quotes as they are, quotes in them too. #}
{% macro spark__load_csv_rows(model, agate_table) %}
    {% set types = model.config.get('column_types', {}) %}
    {% set statements = [] %}
    {% for rows in agate_table.rows | batch(1000) %}
        {% set statement %}
            insert into {{ this }} values
            {%- for row in rows %}
            (
                {%- for name in agate_table.column_names -%}
                cast({{ text_literal(row[name]) if row[name] is not none else 'null' }} as {{ type_of(types.get(name, 'varchar')) }})
                {{- ', ' if not loop.last }}
                {%- endfor -%}
            ){{ ',' if not loop.last }}
            {%- endfor %}
        {% endset %}
        {% do adapter.add_query(statement, abridge_sql_log=true) %}
        {% do statements.append(statement) %}
    {% endfor %}
    {{ return(statements | first) }}
{% endmacro %}
