{# Expression (aggregate): how many of some counted events (column `events`) meet a predicate. #}
{% macro count_events(predicate) -%}
    cast(coalesce({{ aggregate_where('sum', 'events', predicate) }}, 0) as bigint)
{%- endmacro %}
