{# Expression: a JSON value that is a number as text (a double in its shortest form); null for anything else. #}
{% macro json_number(value) %}
    {{- return(adapter.dispatch('json_number', 'lookback')(value)) -}}
{% endmacro %}

{% macro duckdb__json_number(value) -%}
    case when json_type({{ value }}) in ('BIGINT', 'UBIGINT', 'DOUBLE') then json_extract_string({{ value }}, '$') end
{%- endmacro %}

{% macro spark__json_number(value) -%}
    {%- set kind = 'schema_of_variant(' ~ value ~ ')' -%}
    case
        when {{ kind }} = 'BIGINT' then cast({{ value }} as string)
        when {{ kind }} like 'DECIMAL(%,0)' and abs(try_cast({{ value }} as decimal(38, 0))) > 9223372036854775807
            then cast({{ value }} as string)
        when {{ kind }} = 'DOUBLE' or {{ kind }} like 'DECIMAL(%)'
            then {{ shortest_text('try_cast(' ~ value ~ ' as double)') }}
    end
{%- endmacro %}

{% macro snowflake__json_number(value) -%}
    case when typeof({{ value }}) in ('INTEGER', 'DECIMAL', 'DOUBLE') then cast({{ value }} as string) end
{%- endmacro %}

{% macro bigquery__json_number(value) -%}
    case json_type({{ value }}) when 'number' then json_value({{ value }}) end
{%- endmacro %}

{% macro postgres__json_number(value) -%}
    {%- set number = value ~ " #>> '{}'" -%}
    case
        when json_typeof({{ value }}) != 'number' then null
        when {{ number }} ~ '^-?[0-9]+$' then {{ number }}
        when pg_input_is_valid({{ number }}, 'double precision')
            then {{ shortest_text('cast(' ~ number ~ ' as double precision)') }}
    end
{%- endmacro %}
