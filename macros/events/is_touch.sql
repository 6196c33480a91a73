{# Predicate: a message event may earn a conversion: it is a send, an impression, an open or a click, and of no test message. #}
{% macro is_touch(event_type, trigger_type) -%}
    ({{ event_type }} in ('sent', 'impression', 'open', 'click') and {{ trigger_type }} is distinct from 'test')
{%- endmacro %}
