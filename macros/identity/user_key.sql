{# Expression: the person of an event: `u:` and a user id, the event's own before its device's; else `d:` and the device. #}
{% macro user_key(own_user_id, holder_user_id, device_id) -%}
    coalesce('u:' || {{ own_user_id }}, 'u:' || {{ holder_user_id }}, 'd:' || {{ device_id }})
{%- endmacro %}
