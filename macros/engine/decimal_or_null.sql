{# Expression: a number, or a text that is one, as a decimal; null when it has more digits before the point than that holds. #}
{% macro decimal_or_null(number, precision, scale) %}
    {{- return(adapter.dispatch('decimal_or_null', 'lookback')(number, precision, scale)) -}}
{% endmacro %}

{% macro default__decimal_or_null(number, precision, scale) -%}
    try_cast({{ number }} as decimal({{ precision }}, {{ scale }}))
{%- endmacro %}

{% macro snowflake__decimal_or_null(number, precision, scale) -%}
    try_cast(cast({{ number }} as string) as decimal({{ precision }}, {{ scale }}))
{%- endmacro %}

{% macro bigquery__decimal_or_null(number, precision, scale) -%}
    safe_cast({{ number }} as bignumeric({{ precision }}, {{ scale }}))
{%- endmacro %}

{% macro postgres__decimal_or_null(number, precision, scale) -%}
    case
        when abs(round(cast({{ number }} as decimal), {{ scale }})) < 1e{{ precision - scale }}
            then cast({{ number }} as decimal({{ precision }}, {{ scale }}))
    end
{%- endmacro %}
