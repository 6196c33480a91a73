{# Expression: a polynomial of an expression, given its coefficients, that of the highest power first (double). #}
{% macro polynomial(x, coefficients) -%}
    {%- for _ in coefficients[2:] %}({% endfor -%}
    {{ coefficients[0] }}
    {%- for coefficient in coefficients[1:] %} * {{ x }} + {{ coefficient }}{{ ')' if not loop.last }}{% endfor -%}
{%- endmacro %}
