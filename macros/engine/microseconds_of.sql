{# Expression: a timestamp as microseconds since 1970 (a wide integer, so that any window can be taken off it). #}
{% macro microseconds_of(timestamp) -%}
    cast({{ elapsed_microseconds("timestamp '1970-01-01 00:00:00'", timestamp) }} as {{ wide_integer() }})
{%- endmacro %}
