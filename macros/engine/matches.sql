{# Predicate: the whole text matches a regular expression. #}
{% macro matches(text, pattern) %}
    {{- return(adapter.dispatch('matches', 'lookback')(text, pattern)) -}}
{% endmacro %}

{% macro duckdb__matches(text, pattern) -%}
    regexp_full_match({{ text }}, {{ text_literal(pattern) }})
{%- endmacro %}

{% macro spark__matches(text, pattern) -%}
    ({{ text }} rlike {{ text_literal('\\A(?:' ~ pattern ~ ')\\z') }})
{%- endmacro %}
