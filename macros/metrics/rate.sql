{# Expression: a rate as a fraction (double), null when the denominator is 0 or null. #}
{% macro rate(numerator, denominator) -%}
    cast({{ numerator }} as double) / nullif(cast({{ denominator }} as double), 0)
{%- endmacro %}
