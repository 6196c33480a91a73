{# Predicate: a touch is eligible for a conversion: not after it, and at most the window before it; both ends included. #}
{% macro is_within_window(touched_at, converted_at, window_minutes) -%}
    (
        {{ touched_at }} <= {{ converted_at }}
        and {{ elapsed_microseconds(touched_at, converted_at) }} <= {{ window_minutes }} * cast(60000000 as bigint)
    )
{%- endmacro %}
