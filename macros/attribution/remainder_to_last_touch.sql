{#
    Expression (window): the money of a share. Where shares divide one conversion, the campaign of the last touch takes
    what the rounding of the others leaves, so that the credits add up to the amount.
#}
{% macro remainder_to_last_touch(amount, rounded_amount) -%}
    cast(
        case
            when credit != 'every_touch' and touch_position = touches
                then {{ amount }} + {{ rounded_amount }} - sum({{ rounded_amount }}) over (partition by ruleset, conversion_hash)
            else {{ rounded_amount }}
        end as decimal(18, 2)
    )
{%- endmacro %}
