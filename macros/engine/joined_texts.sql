{# Expression (aggregate): texts in their order, with a comma between them; null for none. #}
{% macro joined_texts(text) %}
    {{- return(adapter.dispatch('joined_texts', 'lookback')(text)) -}}
{% endmacro %}

{% macro duckdb__joined_texts(text) -%}
    string_agg({{ text }}, ', ' order by {{ text }})
{%- endmacro %}

{% macro spark__joined_texts(text) -%}
    listagg({{ text }}, ', ') within group (order by {{ text }})
{%- endmacro %}

{% macro snowflake__joined_texts(text) -%}
    nullif(listagg({{ text }}, ', ') within group (order by {{ text }}), '')
{%- endmacro %}

{% macro default__joined_texts(text) -%}
    string_agg({{ text }}, ', ' order by {{ text }})
{%- endmacro %}
