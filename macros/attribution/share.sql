{#
    A credited candidate's share of its conversion as an exact fraction of two whole numbers, so that money is divided
    without binary fractions; a time_decay share is taken in steps of 2^-62. Both need touch_position, touches and
    recency_share (recency over the sum of recencies) beside credit.
#}

{# Expression: the upper number of the share. #}
{% macro share_numerator(candidate) -%}
    cast(
        case
            when {{ candidate }}.credit = 'position_based' and {{ is_at_an_end(candidate) }} and {{ candidate }}.touches > 2
                then 2
            when {{ candidate }}.credit = 'time_decay'
                then cast(round({{ candidate }}.recency_share * {{ share_steps() }}) as bigint)
            else 1
        end as {{ wide_integer() }}
    )
{%- endmacro %}

{# Expression: the lower number of the share. #}
{% macro share_denominator(candidate) -%}
    cast(
        case {{ candidate }}.credit
            when 'linear' then {{ candidate }}.touches
            when 'position_based'
                then case
                    when {{ candidate }}.touches <= 2 then {{ candidate }}.touches
                    when {{ is_at_an_end(candidate) }} then 5
                    else 5 * ({{ candidate }}.touches - 2)
                end
            when 'time_decay' then {{ share_steps() }}
            else 1
        end as {{ wide_integer() }}
    )
{%- endmacro %}

{# Predicate: the candidate is the first or the last of its conversion. #}
{% macro is_at_an_end(candidate) -%}
    {{ candidate }}.touch_position in (1, {{ candidate }}.touches)
{%- endmacro %}

{# Expression: 2^62, in how many steps a time_decay share is taken. #}
{% macro share_steps() -%}
    cast(4611686018427387904 as {{ wide_integer() }})
{%- endmacro %}
