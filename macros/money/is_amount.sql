{# Predicate: a plain decimal is a figure that money is made of: not negative and below 10^16. False for null. #}
{% macro is_amount(plain_decimal) -%}
    coalesce(try_cast({{ plain_decimal }} as decimal(38, 18)) between 0 and 9999999999999999.999999999999999999, false)
{%- endmacro %}
