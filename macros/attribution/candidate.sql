{#
    Expression (aggregate): the value that the candidate touch of a group of eligible touches has: the latest touch by
    (touched_at, touch_id), under first_touch the earliest. When several rows of a ruleset look at one touch, the one of the
    highest precedence is taken. Group by `credit` too.
#}
{% macro candidate(value, relation) -%}
    {%- set touch = relation ~ '.touched_at, ' ~ relation ~ '.touch_id, ' -%}
    case
        when {{ relation }}.credit = 'first_touch'
            then {{ value_of_smallest(value, '(' ~ touch ~ '-' ~ relation ~ '.precedence)') }}
        else {{ value_of_greatest(value, '(' ~ touch ~ relation ~ '.precedence)') }}
    end
{%- endmacro %}
