{# Expression (aggregate): how many of some counted events (column `events`) meet a predicate. #}
{% macro count_events(predicate) -%}
    cast(coalesce(sum(events) filter (where {{ predicate }}), 0) as bigint)
{%- endmacro %}
