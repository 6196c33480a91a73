{#
    Expression: the product of two plain decimals, rounded to 2 digits half away from zero, as decimal(18,2); null when
    it is 10^16 or more. Factors that are short, as those of a shop are, fit an exact decimal; of longer ones the digits are
    multiplied as whole numbers, so that no binary fraction decides a rounding; only factors of more than 38 digits together
    are multiplied as doubles.
#}
{% macro exact_product(left_decimal, right_decimal) -%}
    {%- set digits -%}
        cast(
            cast({{ digits_of(left_decimal) }} as {{ wide_integer() }})
            * cast({{ digits_of(right_decimal) }} as {{ wide_integer() }}) as string
        )
    {%- endset -%}
    {%- set places = decimal_places_of(left_decimal) ~ ' + ' ~ decimal_places_of(right_decimal) -%}
    case
        when length({{ left_decimal }}) <= 10 and length({{ right_decimal }}) <= 10
            then {{ round_money(
                'cast(' ~ left_decimal ~ ' as decimal(19, 9)) * cast(' ~ right_decimal ~ ' as decimal(19, 9))'
            ) }}
        when length({{ digits_of(left_decimal) }}) + length({{ digits_of(right_decimal) }}) > 40
            then {{ decimal_or_null('cast(' ~ left_decimal ~ ' as double) * cast(' ~ right_decimal ~ ' as double)', 18, 2) }}
        when {{ places }} > 60 then 0
        else {{ decimal_or_null(point_inserted(digits, places), 18, 2) }}
    end
{%- endmacro %}

{# Expression: the digits of a plain decimal, without point, sign and leading zeros but with one 0 before them. #}
{% macro digits_of(plain_decimal) -%}
    concat('0', coalesce({{ without_leading('replace(' ~ plain_decimal ~ ", '.', '')", '-0') }}, ''))
{%- endmacro %}

{# Expression: how many digits of a plain decimal stand behind its point. #}
{% macro decimal_places_of(plain_decimal) -%}
    length({{ matched_part(plain_decimal, '[.]([0-9]+)$') }})
{%- endmacro %}

{# Expression: a text of digits with a decimal point before its last places, at most 60 of them. #}
{% macro point_inserted(digits, places) -%}
    concat(
        substr(lpad({{ digits }}, 100, '0'), 1, 100 - ({{ places }})), '.',
        substr(lpad({{ digits }}, 100, '0'), 101 - ({{ places }}))
    )
{%- endmacro %}
