{# Expression: what the group of a regular expression matches in a text, empty where it matches nothing; null for null. #}
{% macro matched_part(text, pattern) %}
    {{- return(adapter.dispatch('matched_part', 'lookback')(text, pattern)) -}}
{% endmacro %}

{% macro default__matched_part(text, pattern) -%}
    regexp_extract({{ text }}, {{ text_literal(pattern) }}, 1)
{%- endmacro %}

{% macro snowflake__matched_part(text, pattern) -%}
    case
        when {{ text }} is not null then coalesce(regexp_substr({{ text }}, {{ text_literal(pattern) }}, 1, 1, 'e', 1), '')
    end
{%- endmacro %}

{% macro bigquery__matched_part(text, pattern) -%}
    case when {{ text }} is not null then coalesce(regexp_extract({{ text }}, {{ text_literal(pattern) }}), '') end
{%- endmacro %}

{% macro postgres__matched_part(text, pattern) -%}
    case when {{ text }} is not null then coalesce(substring({{ text }} from {{ text_literal(pattern) }}), '') end
{%- endmacro %}
