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
    {% do check_report_timezone() %}
{% endmacro %}
