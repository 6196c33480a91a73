{# Expression: what clicks are divided by: impressions in the app, successful sends on the other channels. #}
{% macro click_rate_base(channel, sent, impressions) -%}
    case when {{ channel }} = 'in_app' then {{ impressions }} else {{ sent }} end
{%- endmacro %}
