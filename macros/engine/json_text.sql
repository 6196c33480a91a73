{# Expression: a JSON value that is a string as text, empty text as null; null for anything else. #}
{% macro json_text(value) %}
    {{- return(adapter.dispatch('json_text', 'lookback')(value)) -}}
{% endmacro %}

{% macro duckdb__json_text(value) -%}
    case json_type({{ value }}) when 'VARCHAR' then nullif(json_extract_string({{ value }}, '$'), '') end
{%- endmacro %}

{% macro spark__json_text(value) -%}
    case when schema_of_variant({{ value }}) = 'STRING' then nullif(cast({{ value }} as string), '') end
{%- endmacro %}

{% macro snowflake__json_text(value) -%}
    nullif(as_varchar({{ value }}), '')
{%- endmacro %}

{% macro bigquery__json_text(value) -%}
    case json_type({{ value }}) when 'string' then nullif(json_value({{ value }}), '') end
{%- endmacro %}

{% macro postgres__json_text(value) -%}
    case json_typeof({{ value }}) when 'string' then nullif({{ value }} #>> '{}', '') end
{%- endmacro %}
