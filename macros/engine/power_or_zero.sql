{# Expression: a power (double) of a number that is not negative, 0 where it is too small for a double. #}
{% macro power_or_zero(base, exponent) %}
    {{- return(adapter.dispatch('power_or_zero', 'lookback')(base, exponent)) -}}
{% endmacro %}

{% macro default__power_or_zero(base, exponent) -%}
    power({{ base }}, {{ exponent }})
{%- endmacro %}

{# Postgres stops with an error where a double is too small: powers below e^-500 are 0, so that products of them are not. #}
{% macro postgres__power_or_zero(base, exponent) -%}
    case when ({{ exponent }}) * ln(nullif({{ base }}, 0)) <= -500 then 0 else power({{ base }}, {{ exponent }}) end
{%- endmacro %}
