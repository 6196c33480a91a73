{# Predicate: an event claims to have happened more than 24 hours after it was received, so that its clock was wrong. #}
{% macro is_too_far_ahead(occurred_at, received_at) -%}
    {{ elapsed_microseconds(received_at, occurred_at) }} > 24 * 3600000000
{%- endmacro %}
