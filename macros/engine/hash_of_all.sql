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
