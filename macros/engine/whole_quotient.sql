{# Expression: the whole quotient of two wide integers that are not negative; the remainder is cut off. #}
{% macro whole_quotient(dividend, divisor) %}
    {{- return(adapter.dispatch('whole_quotient', 'lookback')(dividend, divisor)) -}}
{% endmacro %}

{% macro duckdb__whole_quotient(dividend, divisor) -%}
    (({{ dividend }}) // ({{ divisor }}))
{%- endmacro %}

{% macro spark__whole_quotient(dividend, divisor) -%}
    (({{ dividend }}) div ({{ divisor }}))
{%- endmacro %}

{% macro default__whole_quotient(dividend, divisor) -%}
    div({{ dividend }}, {{ divisor }})
{%- endmacro %}

{% macro snowflake__whole_quotient(dividend, divisor) -%}
    ((({{ dividend }}) - mod({{ dividend }}, {{ divisor }})) / ({{ divisor }}))
{%- endmacro %}
