{# Statement: stop on an engine for which the project is compiled, but on which it does not run yet. #}
{% macro stop_where_compiled_only() %}
    {% if execute %}
        {% do stop(
            'for ' ~ target.type ~ ' the project is compiled only; it does not run there. docs/dialects.md says what that would need.'
        ) %}
    {% endif %}
{% endmacro %}
