{#
    A series is all touches of one person, campaign, channel and event type. Among moments that are touches of a series or
    conversions, with values that grow from touch to touch and are null at conversions:
#}

{# Expression (window): a value of the series' latest touch at or before a moment. #}
{% macro latest_of_series(value) -%}
    max({{ value }}) over (
        partition by person_hash, scope_hash
        order by happened_at range between unbounded preceding and current row
    )
{%- endmacro %}

{# Expression (window): a value of the series' earliest touch at or after a moment. #}
{% macro earliest_of_series(value) -%}
    min({{ value }}) over (
        partition by person_hash, scope_hash
        order by happened_at range between current row and unbounded following
    )
{%- endmacro %}
