{# Expression: an exact decimal as money: decimal(18,2), rounded half away from zero; null when it is 10^16 or more. #}
{% macro round_money(amount) -%}
    try_cast(round({{ amount }}, 2) as decimal(18, 2))
{%- endmacro %}
