{# List of texts: the columns of a message event that few values fill, which together are its kind. #}
{% macro message_kind_columns() %}
    {{- return([
        'event_type', 'channel', 'campaign_id', 'platform', 'trigger_type', 'message_format', 'click_target', 'element_id',
        'element_label', 'reason', 'variant',
    ]) -}}
{% endmacro %}
