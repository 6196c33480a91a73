{#
    Expression: the figure at a path of a JSON object as a plain decimal text: a JSON number, or a text that is a plain
    decimal number (`-?digits[.digits]`); null when there is anything else.
#}
{% macro json_decimal(object, path) -%}
    case
        when {{ matches(json_text(object, path), '-?[0-9]+([.][0-9]+)?') }}
            then {{ plain_decimal(json_text(object, path)) }}
        else {{ plain_decimal(json_number(object, path)) }}
    end
{%- endmacro %}
