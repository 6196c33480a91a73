{#
    Expression (aggregate): an aggregate of the rows that meet a predicate, given its name and what it is of: `count` of `*`, `min` of
    `occurred_at`.
#}
{% macro aggregate_where(aggregate, expression, predicate) %}
    {{- return(adapter.dispatch('aggregate_where', 'lookback')(aggregate, expression, predicate)) -}}
{% endmacro %}

{% macro default__aggregate_where(aggregate, expression, predicate) -%}
    {{ aggregate }}({{ expression }}) filter (where {{ predicate }})
{%- endmacro %}

{% macro snowflake__aggregate_where(aggregate, expression, predicate) -%}
    {{ aggregate }}(case when {{ predicate }} then {{ '1' if expression == '*' else expression }} end)
{%- endmacro %}

{% macro bigquery__aggregate_where(aggregate, expression, predicate) -%}
    {{ snowflake__aggregate_where(aggregate, expression, predicate) }}
{%- endmacro %}
