{# Statement, run after everything else: when contradictory settings stopped the build, print each with its table, row and rule. #}
{% macro explain_contradictions(results) %}
    {% set failed = results | selectattr('status', 'in', ['fail', 'error']) | map(attribute='node.name') | list %}
    {% if execute and 'settings_have_no_contradiction' in failed %}
        {% set relation_name = graph.nodes['model.lookback.settings_contradictions'].relation_name %}
        {% do log('lookback: the settings contradict themselves, so the marts stay as they were. Correct these rows:', info=true) %}
        {% for row in run_query(
            'select * from ' ~ relation_name ~ ' order by table_name, row_key, rule limit 100'
        ) %}
            {% do log(
                'lookback:   ' ~ row.table_name ~ ' (' ~ row.row_key ~ ') breaks the rule ' ~ row.rule ~ ': ' ~ row.explanation,
                info=true
            ) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
