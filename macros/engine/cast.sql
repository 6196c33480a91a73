{# Expression: a cast by dbt itself, as it checks contracts: to a type as the YAML files name it. #}
{% macro spark__cast(field, type) -%}
    cast({{ field }} as {{ type_of(type) }})
{%- endmacro %}

{#
    Expression: a cast by dbt itself, as it reads the rows of unit tests. These state hashes as numbers, which they are on DuckDB; on Spark
    the hash is the number's text, as bytes.
#}
{% macro spark__safe_cast(field, type) -%}
    cast({{ 'cast(' ~ field ~ ' as string)' if type == 'binary' else field }} as {{ type_of(type) }})
{%- endmacro %}
