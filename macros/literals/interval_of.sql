{# Expression: an interval of a number of seconds, fractions included. #}
{% macro interval_of(seconds) -%}
    {{ interval_literal((seconds * 1000000) | round | int, 'microsecond') }}
{%- endmacro %}
