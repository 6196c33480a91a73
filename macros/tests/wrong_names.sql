{# Select: the names that do not stand exactly once in each of two lists. #}
{% macro wrong_names(names, listed) %}
with named (name, is_listed) as (
    values
    {%- for name in names %}
    ({{ text_literal(name) }}, 0),
    {%- endfor %}
    {%- for name in listed %}
    ({{ text_literal(name) }}, 1){{ ',' if not loop.last }}
    {%- endfor %}
)

select name from named
group by name
having count(*) != 2 or sum(is_listed) != 1
{% endmacro %}
