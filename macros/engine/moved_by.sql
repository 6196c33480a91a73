{# Expression: a timestamp, moved by what passes from one timestamp to another. #}
{% macro moved_by(timestamp, from_timestamp, to_timestamp) %}
    {{- return(adapter.dispatch('moved_by', 'lookback')(timestamp, from_timestamp, to_timestamp)) -}}
{% endmacro %}

{% macro default__moved_by(timestamp, from_timestamp, to_timestamp) -%}
    {{ timestamp }} + ({{ to_timestamp }} - {{ from_timestamp }})
{%- endmacro %}

{% macro snowflake__moved_by(timestamp, from_timestamp, to_timestamp) -%}
    timestampadd(microsecond, {{ elapsed_microseconds(from_timestamp, to_timestamp) }}, {{ timestamp }})
{%- endmacro %}
