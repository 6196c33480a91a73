{#
    Statement, run after everything else: when models failed while they read raw files, name those that are damaged. An error of
    SQL begins with its kind, such as `Conversion Error:`; what DuckDB says of damaged rows often names neither kind nor file.
#}
{% macro explain_unreadable_files(results) %}
    {% set suspects = [] %}
    {% for result in results if result.status == 'error' and 'Runtime Error in' in result.message %}
        {% do suspects.append(result) if ' Error: ' not in result.message or raw_folder() in result.message %}
    {% endfor %}
    {% if execute and suspects %}
        {% for table in graph.sources.values() if table.source_name == 'raw' %}
            {% for file in unreadable_files(raw_files(raw_folder(), table.name), including_rows=true) %}
                {% do log('lookback: ' ~ unreadable_file(table, file), info=true) %}
            {% endfor %}
        {% endfor %}
    {% endif %}
{% endmacro %}
