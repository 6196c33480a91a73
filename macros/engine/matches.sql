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

{% macro snowflake__matches(text, pattern) -%}
    regexp_like({{ text }}, {{ text_literal(pattern) }})
{%- endmacro %}

{% macro bigquery__matches(text, pattern) -%}
    regexp_contains({{ text }}, {{ text_literal('^(?:' ~ pattern ~ ')$') }})
{%- endmacro %}

{% macro postgres__matches(text, pattern) -%}
    ({{ text }} ~ {{ text_literal('^(?:' ~ pattern ~ ')$') }})
{%- endmacro %}
