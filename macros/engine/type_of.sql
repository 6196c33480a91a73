{# Type name: the engine's name of a type that the YAML files name as the contract of the data does (`varchar`, `timestamp`, …). #}
{% macro type_of(data_type) %}
    {{- return(adapter.dispatch('type_of', 'lookback')(data_type)) -}}
{% endmacro %}

{% macro default__type_of(data_type) -%}
    {{ data_type }}
{%- endmacro %}

{% macro spark__type_of(data_type) -%}
    {{ 'string' if data_type == 'varchar' else data_type }}
{%- endmacro %}

{% macro bigquery__type_of(data_type) -%}
    {%- set names = {'varchar': 'string', 'double': 'float64'} -%}
    {{ names.get(data_type, data_type | replace('decimal', 'bignumeric')) }}
{%- endmacro %}

{% macro postgres__type_of(data_type) -%}
    {%- set names = {'double': 'double precision'} -%}
    {{ names.get(data_type, data_type) }}
{%- endmacro %}
