{# Expression: a window in hours (integer), given in minutes; null when it is no whole number of hours. #}
{% macro whole_hours_of(window_minutes) -%}
    case when mod({{ window_minutes }}, 60) = 0 then cast({{ window_minutes }} / 60 as integer) end
{%- endmacro %}
