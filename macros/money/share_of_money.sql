{#
    Expression: the share numerator / denominator of a sum of money that is not negative, rounded to 2 digits half away from
    zero, decimal(18,2). Exact: hundredths are whole numbers, and so are both parts of the share.
#}
{% macro share_of_money(amount, numerator, denominator) -%}
    {%- set hundredths -%}
        cast(cast({{ amount }} as decimal(38, 2)) * 100 as {{ wide_integer() }})
    {%- endset -%}
    cast(
        cast(
            {{ whole_quotient(
                '2 * ' ~ hundredths ~ ' * ' ~ numerator ~ ' + ' ~ denominator,
                '2 * ' ~ denominator
            ) }} as decimal(18, 0)
        ) * cast(0.01 as decimal(3, 2)) as decimal(18, 2)
    )
{%- endmacro %}
