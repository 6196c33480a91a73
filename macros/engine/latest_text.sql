{# Expression (aggregate): the latest text that is not null, by (occurred_at, event_id). #}
{% macro latest_text(text) %}
    {{- return(adapter.dispatch('latest_text', 'lookback')(text)) -}}
{% endmacro %}

{% macro default__latest_text(text) -%}
    max_by({{ text }}, (occurred_at, event_id)) filter (where {{ text }} is not null)
{%- endmacro %}

{% macro snowflake__latest_text(text) -%}
    cast(get(array_agg({{ text }}) within group (order by occurred_at desc, event_id desc), 0) as string)
{%- endmacro %}

{% macro bigquery__latest_text(text) -%}
    array_agg({{ text }} ignore nulls order by occurred_at desc, event_id desc limit 1)[safe_offset(0)]
{%- endmacro %}

{% macro postgres__latest_text(text) -%}
    (array_agg({{ text }} order by occurred_at desc, event_id desc) filter (where {{ text }} is not null))[1]
{%- endmacro %}
