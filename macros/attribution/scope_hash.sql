{# Expression: a 64-bit hash of what rules look at: touches of one campaign, on one channel, of one event type. #}
{% macro scope_hash(campaign_id, channel, event_type) -%}
    {{ hash_of_all([channel, event_type, campaign_id]) }}
{%- endmacro %}
