{#
    Expression: 2^(-age / half-life) of a touch, its age counted from the latest candidate's touch: the conversion
    itself would give the same shares, but underflows when all touches are old.
#}
{% macro recency(touched_at, latest_touched_at) -%}
    {%- set age = elapsed_microseconds(touched_at, latest_touched_at) -%}
    {%- set half_life = 'cast(' ~ var('time_decay_half_life_days') ~ ' * 86400000000 as double)' -%}
    {{ power_or_zero('cast(2 as double)', '-' ~ age ~ ' / ' ~ half_life) }}
{%- endmacro %}
