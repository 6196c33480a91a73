{# Statement: stop when a dbt var has a value that no build can mean. #}
{% macro check_vars() %}
    {% for name in ['rulesets', 'trace_rulesets', 'identity_reset_events'] %}
        {% set value = var(name) %}
        {% if value is string or value is mapping or value is not iterable %}
            {% do stop('the var ' ~ name ~ ' must be a YAML list, such as [' ~ value ~ '], but is ' ~ value ~ '.') %}
        {% endif %}
    {% endfor %}
    {% for name in [
        'trace_horizon_hours', 'conversion_window_propagation_minutes', 'settlement_hours', 'time_decay_half_life_days'
    ] %}
        {% set value = var(name) %}
        {% set is_half_life = name == 'time_decay_half_life_days' %}
        {% if value is not number or value is boolean or value < 0 or (is_half_life and value == 0) %}
            {% do stop(
                'the var ' ~ name ~ ' must be a number ' ~ ('above 0' if is_half_life else 'that is not negative')
                ~ ', but is ' ~ value ~ '.'
            ) %}
        {% endif %}
    {% endfor %}
    {% do check_fatigue_limits() %}
    {% do check_experiment_shares() %}
    {% do check_report_timezone() %}
{% endmacro %}

{# Statement: stop when the var fatigue_limits is no list of limits, or limits a channel twice. #}
{% macro check_fatigue_limits() %}
    {% set limits = var('fatigue_limits') %}
    {% set found = namespace(error=limits is string or limits is mapping or limits is not iterable, channels=[]) %}
    {% for limit in limits if not found.error %}
        {% set figures = [limit.messages, limit.hours] if limit is mapping else [none] %}
        {% for figure in figures %}
            {% set found.error = found.error or figure is not number or figure is boolean or figure <= 0 %}
        {% endfor %}
        {% set found.error = found.error or limit.messages is float or limit.channel not in ['push', 'kakaotalk', 'text'] %}
        {% set found.error = found.error or limit.channel in found.channels %}
        {% do found.channels.append(limit.channel) if not found.error %}
    {% endfor %}
    {% if found.error %}
        {% do stop(
            'the var fatigue_limits must be a list of limits such as {channel: push, messages: 3, hours: 24}, with one of push, '
            ~ 'kakaotalk and text, each once, a whole number of messages and a number of hours above 0, but is ' ~ limits ~ '.'
        ) %}
    {% endif %}
{% endmacro %}

{# Statement: stop when the var experiment_shares is no list of shares, or has one twice. #}
{% macro check_experiment_shares() %}
    {% set shares = var('experiment_shares') %}
    {% set found = namespace(error=shares is string or shares is mapping or shares is not iterable, keys=[]) %}
    {% for share in shares if not found.error %}
        {% set is_complete = share is mapping and share.campaign_id is string and share.variant is string %}
        {% set is_positive = is_complete and share.share is number and share.share is not boolean and share.share > 0 %}
        {% set found.error = not is_positive or (share.campaign_id, share.variant) in found.keys %}
        {% do found.keys.append((share.campaign_id, share.variant)) if not found.error %}
    {% endfor %}
    {% if found.error %}
        {% do stop(
            'the var experiment_shares must be a list of shares such as {campaign_id: summer_sale, variant: held_out, share: 0.1}, '
            ~ 'each variant of a campaign once and with a share above 0, but is ' ~ shares ~ '.'
        ) %}
    {% endif %}
{% endmacro %}
