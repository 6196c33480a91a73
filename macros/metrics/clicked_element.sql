{# Expression: which element a click counts for: the body for opens, for clicks on it and for clicks that do not say. #}
{% macro clicked_element(event_type, click_target, element_id) -%}
    case
        when {{ event_type }} = 'open' or {{ click_target }} = 'body' or ({{ click_target }} is null and {{ element_id }} is null)
            then 'body'
        else coalesce({{ element_id }}, {{ click_target }})
    end
{%- endmacro %}
