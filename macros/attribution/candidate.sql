{#
    The candidate touch of one conversion and one campaign: the latest touch that is eligible, under first_touch the earliest. When several
    rows of a ruleset look at one touch, that of the highest precedence (0 to 2) is taken.
#}

{# Expression (aggregate): the value that the candidate of a group has. Needs `preference`. #}
{% macro candidate(value) -%}
    {{ value_of_greatest(value, 'preference') }}
{%- endmacro %}

{#
    Expression: how much a touch is preferred as the candidate (bigint, no two alike in a group). touch_number is its place among the
    touches of its person by (touched_at, touch_id); `standing` (a small number) comes before that.
#}
{% macro preference(credit, standing=0) -%}
    {{ standing }} * cast(1000000000000000 as bigint)
    + case when {{ credit }} = 'first_touch' then -touch_number else touch_number end * 4
    + precedence
{%- endmacro %}
