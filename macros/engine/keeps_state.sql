{# Truth, not SQL: whether builds on the engine remember what they have read; where they do not, every build makes every table anew. #}
{% macro keeps_state() %}
    {{- return(adapter.dispatch('keeps_state', 'lookback')()) -}}
{% endmacro %}

{% macro duckdb__keeps_state() %}
    {{- return(true) -}}
{% endmacro %}

{% macro default__keeps_state() %}
    {{- return(false) -}}
{% endmacro %}
