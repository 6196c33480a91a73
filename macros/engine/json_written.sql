{# Expression: a JSON value as JSON text: texts in quotes, null as `null`; null for no value. #}
{% macro json_written(value) %}
    {{- return(adapter.dispatch('json_written', 'lookback')(value)) -}}
{% endmacro %}

{% macro duckdb__json_written(value) -%}
    cast({{ value }} as string)
{%- endmacro %}

{% macro spark__json_written(value) -%}
    to_json({{ value }})
{%- endmacro %}

{% macro snowflake__json_written(value) -%}
    to_json({{ value }})
{%- endmacro %}

{% macro bigquery__json_written(value) -%}
    to_json_string({{ value }})
{%- endmacro %}

{% macro postgres__json_written(value) -%}
    cast({{ value }} as text)
{%- endmacro %}
