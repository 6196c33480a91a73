{#
    Predicate: a campaign may earn a conversion under a row of a ruleset. A row whose basis or window is the goal's asks
    for the goal whatever its participates says, since without the goal it has no basis or no window, unless it has a window for
    that case.
#}
{% macro is_participating(row) -%}
    (
        case {{ row }}.participates
            when 'tracking_on' then {{ row }}.purchase_conversion_tracking
            when 'goal' then {{ row }}.has_goal
            else true
        end
        and (
            {{ row }}.has_goal
            or (
                {{ row }}.basis != 'goal'
                and ({{ row }}.window_kind != 'goal' or {{ row }}.default_window_minutes is not null)
            )
        )
    )
{%- endmacro %}
