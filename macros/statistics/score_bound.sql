{#
    Expression: the lower (sign `-`) or upper (`+`) bound (double) of the 95 % score interval of a rate: all rates that the z test would not
    reject. Unlike the textbook's, it has a width where nobody or everybody converted (E. B. Wilson, 1927).
#}
{% macro score_bound(rate, people, sign) -%}
    {%- set z_squared = '3.841458820694124e0' -%}
    (
        {{ rate }} + {{ z_squared }} / (2 * {{ people }})
        {{ sign }} sqrt(
            {{ z_squared }} * ({{ rate }} * (1 - {{ rate }}) + {{ z_squared }} / (4 * {{ people }})) / {{ people }}
        )
    ) / (1 + {{ z_squared }} / {{ people }})
{%- endmacro %}
