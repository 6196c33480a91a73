{# Expression: the date that is so many days (an expression, a whole number) after a date. #}
{% macro days_after(date, days) %}
    {{- return(adapter.dispatch('days_after', 'lookback')(date, days)) -}}
{% endmacro %}

{% macro default__days_after(date, days) -%}
    {{ dbt.dateadd('day', days, date) | trim }}
{%- endmacro %}

{# dbt's own gives null on Spark where timestamps have no time zone. #}
{% macro spark__days_after(date, days) -%}
    date_add({{ date }}, cast({{ days }} as int))
{%- endmacro %}
