{#
    Expression: an amount of money, or a sum of such, as decimal(18,2); an error when it is 10^16 or more, since a figure that is
    missing would not be noticed.
#}
{% macro as_money(amount) %}
    {{- return(adapter.dispatch('as_money', 'lookback')(amount)) -}}
{% endmacro %}

{% macro duckdb__as_money(amount) -%}
    cast({{ amount }} as decimal(18, 2))
{%- endmacro %}

{# On Spark a cast gives null for what does not fit, since dbt turns ANSI mode off. #}
{% macro spark__as_money(amount) -%}
    coalesce(
        cast({{ amount }} as decimal(18, 2)),
        case
            when {{ amount }} is not null
                then raise_error(concat('Casting value "', {{ amount }}, '" to type DECIMAL(18,2) failed: value is out of range!'))
        end
    )
{%- endmacro %}

{% macro default__as_money(amount) -%}
    cast({{ amount }} as decimal(18, 2))
{%- endmacro %}
