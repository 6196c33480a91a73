{# Statement: stop when the session does not compute as the models expect, with the setting that is missing. #}
{% macro check_session() %}
    {{- return(adapter.dispatch('check_session', 'lookback')()) -}}
{% endmacro %}

{% macro default__check_session() %}
{% endmacro %}

{% macro spark__check_session() %}
    {% set found = run_query("
        select
            current_timezone(),
            typeof(timestamp '2000-01-01 00:00:00'),
            typeof(cast(1 as decimal(38, 2)) * cast(1 as decimal(18, 6)))
    ").rows[0] %}
    {% for setting, result, expected in [
        ('spark.sql.session.timeZone=UTC', found[0], 'UTC'),
        ('spark.sql.timestampType=TIMESTAMP_NTZ', found[1], 'timestamp_ntz'),
        ('spark.sql.decimalOperations.allowPrecisionLoss=false', found[2], 'decimal(38,8)'),
    ] if result != expected %}
        {% do stop('the Spark session lacks the setting ' ~ setting ~ '. The target spark in profiles.yml lists all that it needs.') %}
    {% endfor %}
{% endmacro %}
