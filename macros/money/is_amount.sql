{# Predicate: a plain decimal is a figure that money is made of: not negative (-0 is not) and below 10^16. False for null. #}
{% macro is_amount(plain_decimal) -%}
    coalesce(
        not {{ matches(plain_decimal, '-.*[1-9].*') }}
        and {{ decimal_or_null(plain_decimal, 38, 18) }} <= 9999999999999999.999999999999999999,
        false
    )
{%- endmacro %}
