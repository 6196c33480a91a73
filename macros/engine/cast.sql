{# Expression: a cast by dbt itself, as it checks contracts and reads unit tests: to a type as the YAML files name it. #}
{% macro spark__cast(field, type) -%}
    cast({{ field }} as {{ type_of(type) }})
{%- endmacro %}
