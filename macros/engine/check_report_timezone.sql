{# Statement: stop when the engine does not know the time zone of the var report_timezone. #}
{% macro check_report_timezone() %}
    {{- return(adapter.dispatch('check_report_timezone', 'lookback')()) -}}
{% endmacro %}

{% macro duckdb__check_report_timezone() %}
    {% set name = var('report_timezone') %}
    {% set known = run_query('select count(*) from pg_timezone_names() where name = ' ~ text_literal(name)) %}
    {% if known.columns[0].values()[0] == 0 %}
        {% do stop('the var report_timezone names no time zone: ' ~ name ~ '. An example is Asia/Seoul.') %}
    {% endif %}
{% endmacro %}

{% macro spark__check_report_timezone() %}
    {% if var('report_timezone') not in modules.pytz.all_timezones_set %}
        {% do stop('the var report_timezone names no time zone: ' ~ var('report_timezone') ~ '. An example is Asia/Seoul.') %}
    {% endif %}
{% endmacro %}

{% macro default__check_report_timezone() %}
    {% do stop_where_compiled_only() %}
{% endmacro %}
