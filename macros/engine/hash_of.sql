{# Expression: a 64-bit hash of a text. Equal texts have equal hashes; so may unequal ones, once in many million shops: tests say so. Null for null. #}
{% macro hash_of(text) %}
    {{- return(adapter.dispatch('hash_of', 'lookback')(text)) -}}
{% endmacro %}

{% macro duckdb__hash_of(text) -%}
    case when {{ text }} is not null then hash({{ text }}) end
{%- endmacro %}
