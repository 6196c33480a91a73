{# Expression: a text without those of some characters that it begins with. #}
{% macro without_leading(text, characters) %}
    {{- return(adapter.dispatch('without_leading', 'lookback')(text, characters)) -}}
{% endmacro %}

{% macro default__without_leading(text, characters) -%}
    trim(leading {{ text_literal(characters) }} from {{ text }})
{%- endmacro %}

{% macro snowflake__without_leading(text, characters) -%}
    ltrim({{ text }}, {{ text_literal(characters) }})
{%- endmacro %}

{% macro bigquery__without_leading(text, characters) -%}
    ltrim({{ text }}, {{ text_literal(characters) }})
{%- endmacro %}
