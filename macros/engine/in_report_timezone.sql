{# Expression: the wall-clock time (timestamp) in the report time zone of a UTC timestamp. #}
{% macro in_report_timezone(utc_timestamp) %}
    {{- return(adapter.dispatch('in_report_timezone', 'lookback')(utc_timestamp)) -}}
{% endmacro %}

{% macro duckdb__in_report_timezone(utc_timestamp) -%}
    timezone({{ text_literal(var('report_timezone')) }}, timezone('UTC', {{ utc_timestamp }}))
{%- endmacro %}

{% macro spark__in_report_timezone(utc_timestamp) -%}
    convert_timezone('UTC', {{ text_literal(var('report_timezone')) }}, {{ utc_timestamp }})
{%- endmacro %}

{% macro snowflake__in_report_timezone(utc_timestamp) -%}
    convert_timezone('UTC', {{ text_literal(var('report_timezone')) }}, {{ utc_timestamp }})
{%- endmacro %}

{% macro bigquery__in_report_timezone(utc_timestamp) -%}
    timestamp(datetime({{ utc_timestamp }}, {{ text_literal(var('report_timezone')) }}))
{%- endmacro %}

{% macro postgres__in_report_timezone(utc_timestamp) -%}
    timezone({{ text_literal(var('report_timezone')) }}, timezone('UTC', {{ utc_timestamp }}))
{%- endmacro %}
