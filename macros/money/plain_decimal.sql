{#
    Expression: a number's text without exponent (`1.5e-7` becomes `0.00000015`), or null when the text is no finite
    decimal number. Positive exponents are those of numbers of 10^16 and more, which no amount may have: null.
#}
{% macro plain_decimal(number) -%}
    case
        when {{ matches(number, '-?[0-9]+([.][0-9]+)?') }}
            then {{ number }}
        when {{ matches(number, '-?[0-9]([.][0-9]+)?e-[0-9]+') }}
            then concat(
                case when {{ number }} like '-%' then '-' else '' end, '0.',
                repeat('0', cast({{ matched_part(number, 'e-([0-9]+)$') }} as integer) - 1),
                replace({{ matched_part(number, '^-?([0-9.]+)') }}, '.', '')
            )
    end
{%- endmacro %}
