{#
    Expression (window): the number of resets of the device at or before a moment. Each reset begins a new life: an
    assertion speaks for an event of its own life only, which is the same as "unless the device was reset in between".
#}
{% macro life_of_device(resets, device_id, happened_at) -%}
    sum({{ resets }}) over (
        partition by {{ device_id }} order by {{ happened_at }} range between unbounded preceding and current row
    )
{%- endmacro %}
