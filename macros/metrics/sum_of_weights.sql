{# Expression (aggregate): the sum of credit weights (double). Added as decimals, so that the order of rows cannot show. #}
{% macro sum_of_weights(credit_weight) -%}
    cast(sum(cast({{ credit_weight }} as decimal(38, 18))) as double)
{%- endmacro %}
