{#
    Predicate: a candidate wins a share of its conversion. Needs touch_position (1 is the earliest candidate, by
    touched_at and touch_id) and touches (how many candidates there are).
#}
{% macro is_credited(candidate) -%}
    case {{ candidate }}.credit
        when 'last_touch' then {{ candidate }}.touch_position = {{ candidate }}.touches
        when 'first_touch' then {{ candidate }}.touch_position = 1
        else true
    end
{%- endmacro %}
