{# Expression: the microseconds (bigint) from one timestamp to another; negative when the other is earlier. #}
{% macro elapsed_microseconds(from_timestamp, to_timestamp) %}
    {{- return(adapter.dispatch('elapsed_microseconds', 'lookback')(from_timestamp, to_timestamp)) -}}
{% endmacro %}

{% macro duckdb__elapsed_microseconds(from_timestamp, to_timestamp) -%}
    (epoch_us({{ to_timestamp }}) - epoch_us({{ from_timestamp }}))
{%- endmacro %}

{% macro spark__elapsed_microseconds(from_timestamp, to_timestamp) -%}
    (unix_micros(cast({{ to_timestamp }} as timestamp_ltz)) - unix_micros(cast({{ from_timestamp }} as timestamp_ltz)))
{%- endmacro %}

{% macro snowflake__elapsed_microseconds(from_timestamp, to_timestamp) -%}
    timestampdiff(microsecond, {{ from_timestamp }}, {{ to_timestamp }})
{%- endmacro %}

{% macro bigquery__elapsed_microseconds(from_timestamp, to_timestamp) -%}
    timestamp_diff({{ to_timestamp }}, {{ from_timestamp }}, microsecond)
{%- endmacro %}

{% macro postgres__elapsed_microseconds(from_timestamp, to_timestamp) -%}
    cast(extract(epoch from {{ to_timestamp }} - {{ from_timestamp }}) * 1000000 as bigint)
{%- endmacro %}
