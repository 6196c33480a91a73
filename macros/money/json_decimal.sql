{#
    Expression: the figure that a JSON value is, as a plain decimal text: a number, or a string that is a plain decimal number
    (`-?digits[.digits]`); null when it is anything else.
#}
{% macro json_decimal(value) -%}
    case
        when {{ matches(json_text(value), '-?[0-9]+([.][0-9]+)?') }}
            then {{ plain_decimal(json_text(value)) }}
        else {{ plain_decimal(json_number(value)) }}
    end
{%- endmacro %}
