{# List: the distinct counts of devices and users that every campaign and channel has, as named in int_audiences_counted. #}
{% macro audience_names() %}
    {{ return([
        'sent_devices', 'opened_devices', 'unique_impressions', 'unique_clicks',
        'sent_users', 'opened_users', 'user_impressions', 'user_clicks',
    ]) }}
{% endmacro %}
