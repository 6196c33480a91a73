{# Text: the folder of the raw tables. #}
{% macro raw_folder() %}
    {{ return((env_var('LOOKBACK_RAW_PATH', '') or 'data/raw').rstrip('/')) }}
{% endmacro %}
