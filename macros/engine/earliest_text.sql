{# Expression (aggregate): the earliest text that is not null, by (occurred_at, event_id). #}
{% macro earliest_text(text) %}
    {{- return(adapter.dispatch('earliest_text', 'lookback')(text)) -}}
{% endmacro %}

{% macro default__earliest_text(text) -%}
    min_by({{ text }}, (occurred_at, event_id)) filter (where {{ text }} is not null)
{%- endmacro %}

{% macro snowflake__earliest_text(text) -%}
    cast(get(array_agg({{ text }}) within group (order by occurred_at, event_id), 0) as string)
{%- endmacro %}

{% macro bigquery__earliest_text(text) -%}
    array_agg({{ text }} ignore nulls order by occurred_at, event_id limit 1)[safe_offset(0)]
{%- endmacro %}

{% macro postgres__earliest_text(text) -%}
    (array_agg({{ text }} order by occurred_at, event_id) filter (where {{ text }} is not null))[1]
{%- endmacro %}
