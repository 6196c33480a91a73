{#
    Expression: which of several rows of a ruleset that look at one touch is taken: 2 for the row of its own event (an open
    seen as `open` rather than as `click`), 1 for another basis by name, 0 for the basis of the goal.
#}
{% macro precedence(row_basis) -%}
    case {{ row_basis }} when 'open' then 2 when 'goal' then 0 else 1 end
{%- endmacro %}
