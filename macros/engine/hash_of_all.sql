{#
    Expression: a hash of several texts in their order, as wide as hash_of; nulls count. As with hash_of, tests find unequal ones that
    share one.
#}
{% macro hash_of_all(texts) %}
    {{- return(adapter.dispatch('hash_of_all', 'lookback')(texts)) -}}
{% endmacro %}

{% macro duckdb__hash_of_all(texts) -%}
    hash({{ texts | join(', ') }})
{%- endmacro %}

{% macro spark__hash_of_all(texts) -%}
    unhex(md5(to_json(array({{ texts | join(', ') }}))))
{%- endmacro %}

{% macro snowflake__hash_of_all(texts) -%}
    hash({{ texts | join(', ') }})
{%- endmacro %}

{% macro bigquery__hash_of_all(texts) -%}
    farm_fingerprint(to_json_string(struct({{ texts | join(', ') }})))
{%- endmacro %}

{% macro postgres__hash_of_all(texts) -%}
    hashtextextended(cast(json_build_array({{ texts | join(', ') }}) as text), 0)
{%- endmacro %}
