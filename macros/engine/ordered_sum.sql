{# Expression (aggregate): the sum of doubles, added in an order, so that the sum is the same whatever the order of the rows. #}
{% macro ordered_sum(value, sort_key) %}
    {{- return(adapter.dispatch('ordered_sum', 'lookback')(value, sort_key)) -}}
{% endmacro %}

{% macro duckdb__ordered_sum(value, sort_key) -%}
    sum({{ value }} order by {{ sort_key }})
{%- endmacro %}

{% macro spark__ordered_sum(value, sort_key) -%}
    aggregate(
        array_sort(collect_list(
            case when {{ value }} is not null then struct({{ sort_key }} as sort_key, {{ value }} as value) end
        )),
        cast(null as double),
        (total, added) -> coalesce(total, 0D) + added.value
    )
{%- endmacro %}

{# On engines whose sums take no order the last digits may differ from build to build. #}
{% macro default__ordered_sum(value, sort_key) -%}
    sum({{ value }})
{%- endmacro %}

{% macro postgres__ordered_sum(value, sort_key) -%}
    sum({{ value }} order by {{ sort_key }})
{%- endmacro %}
