{# Expression: a 64-bit hash of a text. Equal texts have equal hashes; so may unequal ones: compare the texts too. #}
{% macro hash_of(text) %}
    {{- return(adapter.dispatch('hash_of', 'lookback')(text)) -}}
{% endmacro %}

{% macro duckdb__hash_of(text) -%}
    hash({{ text }})
{%- endmacro %}
