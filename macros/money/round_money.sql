{# Expression: an exact decimal as money: decimal(18,2), rounded half away from zero; null when it is 10^16 or more. #}
{% macro round_money(amount) -%}
    {{ decimal_or_null('round(' ~ amount ~ ', 2)', 18, 2) }}
{%- endmacro %}
