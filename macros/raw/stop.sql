{# Statement: stop the command with one sentence for its user. #}
{% macro stop(sentence) %}
    {% do exceptions.raise_compiler_error('lookback: ' ~ sentence) %}
{% endmacro %}
