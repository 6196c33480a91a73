{# Expression: a 64-bit hash of all columns of a row, given the name of its relation. #}
{% macro content_hash(relation) %}
    {{- return(adapter.dispatch('content_hash', 'lookback')(relation)) -}}
{% endmacro %}

{% macro duckdb__content_hash(relation) -%}
    hash({{ relation }})
{%- endmacro %}

{% macro spark__content_hash(relation) -%}
    cast(xxhash64(to_json(struct({{ relation }}.*))) as decimal(38, 0))
{%- endmacro %}

{% macro snowflake__content_hash(relation) -%}
    hash({{ relation }}.*)
{%- endmacro %}

{% macro bigquery__content_hash(relation) -%}
    cast(farm_fingerprint(to_json_string({{ relation }})) as bignumeric)
{%- endmacro %}

{% macro postgres__content_hash(relation) -%}
    hashtextextended(cast({{ relation }} as text), 0)
{%- endmacro %}
