{# Expression: an interval of a whole number of a unit, such as `hour` or `microsecond`. #}
{% macro interval_literal(number, unit) %}
    {{- return(adapter.dispatch('interval_literal', 'lookback')(number, unit)) -}}
{% endmacro %}

{% macro default__interval_literal(number, unit) -%}
    interval '{{ number }}' {{ unit }}
{%- endmacro %}

{% macro snowflake__interval_literal(number, unit) -%}
    interval '{{ number }} {{ unit }}'
{%- endmacro %}

{% macro bigquery__interval_literal(number, unit) -%}
    interval {{ number }} {{ unit }}
{%- endmacro %}

{% macro postgres__interval_literal(number, unit) -%}
    interval '{{ number }} {{ unit }}'
{%- endmacro %}
