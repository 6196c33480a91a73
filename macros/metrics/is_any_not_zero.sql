{# Predicate: something happened on a day: one of its counts, or its purchase conversions, is not 0. #}
{% macro is_any_not_zero(counts) -%}
    {%- for count in counts %}{{ count }} != 0 or {% endfor -%}
    coalesce(purchase_conversions, 0) != 0
{%- endmacro %}
