{#
    Expression: a hash of a text, of 64 bits on DuckDB and 128 on Spark; null for null. Equal texts have equal hashes. So may unequal
    ones, once in very many shops: tests find it in every build.
#}
{% macro hash_of(text) %}
    {{- return(adapter.dispatch('hash_of', 'lookback')(text)) -}}
{% endmacro %}

{% macro duckdb__hash_of(text) -%}
    case when {{ text }} is not null then hash({{ text }}) end
{%- endmacro %}

{% macro spark__hash_of(text) -%}
    unhex(md5({{ text }}))
{%- endmacro %}

{% macro snowflake__hash_of(text) -%}
    case when {{ text }} is not null then hash({{ text }}) end
{%- endmacro %}

{% macro bigquery__hash_of(text) -%}
    farm_fingerprint({{ text }})
{%- endmacro %}

{% macro postgres__hash_of(text) -%}
    hashtextextended({{ text }}, 0)
{%- endmacro %}
