{#
    Predicate: a row of a ruleset looks at touches of a basis: the one that it names or, where that is the goal's, the goal's; without
    the goal, every basis that a goal may have on the channel.
#}
{% macro is_looked_at(row, touch_base) -%}
    case
        when {{ row }}.basis != 'goal' then {{ touch_base }}.basis = {{ row }}.basis
        when {{ row }}.has_goal then {{ touch_base }}.basis = {{ row }}.goal_basis
        else {{ touch_base }}.is_goal_basis
    end
{%- endmacro %}
