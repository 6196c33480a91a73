{#
    The value that something has at a moment, where some moments of it give it one (not null, and at most one at an instant) and the
    others do not. `things` are the columns, in a text, that tell things apart.
#}

{# Expression (window): the latest value at or before the moment. #}
{% macro value_at_or_before(value, things, happened_at) %}
    {{- return(adapter.dispatch('value_at_or_before', 'lookback')(value, things, happened_at)) -}}
{% endmacro %}

{% macro default__value_at_or_before(value, things, happened_at) -%}
    max_by({{ value }}, case when {{ value }} is not null then {{ happened_at }} end) over (
        partition by {{ things }} order by {{ happened_at }} range between unbounded preceding and current row
    )
{%- endmacro %}

{% macro duckdb__value_at_or_before(value, things, happened_at) -%}
    {{ snowflake__value_at_or_before(value, things, happened_at) }}
{%- endmacro %}

{% macro snowflake__value_at_or_before(value, things, happened_at) -%}
    last_value({{ value }} ignore nulls) over (
        partition by {{ things }} order by {{ happened_at }} range between unbounded preceding and current row
    )
{%- endmacro %}

{% macro bigquery__value_at_or_before(value, things, happened_at) -%}
    {{ snowflake__value_at_or_before(value, things, happened_at) }}
{%- endmacro %}

{% macro postgres__value_at_or_before(value, things, happened_at) -%}
    {%- set window = 'partition by ' ~ things ~ ' order by ' ~ happened_at ~ ' range between unbounded preceding and current row' -%}
    (array_agg({{ value }}) filter (where {{ value }} is not null) over ({{ window }}))[count({{ value }}) over ({{ window }})]
{%- endmacro %}

{# Expression (window): the earliest value at or after the moment. #}
{% macro value_at_or_after(value, things, happened_at) %}
    {{- return(adapter.dispatch('value_at_or_after', 'lookback')(value, things, happened_at)) -}}
{% endmacro %}

{% macro default__value_at_or_after(value, things, happened_at) -%}
    min_by({{ value }}, case when {{ value }} is not null then {{ happened_at }} end) over (
        partition by {{ things }} order by {{ happened_at }} range between current row and unbounded following
    )
{%- endmacro %}

{% macro duckdb__value_at_or_after(value, things, happened_at) -%}
    {{ snowflake__value_at_or_after(value, things, happened_at) }}
{%- endmacro %}

{% macro snowflake__value_at_or_after(value, things, happened_at) -%}
    first_value({{ value }} ignore nulls) over (
        partition by {{ things }} order by {{ happened_at }} range between current row and unbounded following
    )
{%- endmacro %}

{% macro bigquery__value_at_or_after(value, things, happened_at) -%}
    {{ snowflake__value_at_or_after(value, things, happened_at) }}
{%- endmacro %}

{% macro postgres__value_at_or_after(value, things, happened_at) -%}
    (array_agg({{ value }}) filter (where {{ value }} is not null) over (
        partition by {{ things }} order by {{ happened_at }} range between current row and unbounded following
    ))[1]
{%- endmacro %}
