{# Expression: a keyed SHA-256 hash of a text, 64 hexadecimal digits; null for null. The key is that of hold_pseudonym_key. #}
{% macro keyed_hash(text) %}
    {{- return(adapter.dispatch('keyed_hash', 'lookback')(text)) -}}
{% endmacro %}

{% macro duckdb__keyed_hash(text) -%}
    {%- set key = '(select pseudonym_key from lookback_secrets.main.pseudonym_keys)' -%}
    sha256({{ key }} || sha256({{ key }} || {{ text }}))
{%- endmacro %}

{% macro spark__keyed_hash(text) -%}
    sha2(concat(lookback_pseudonym_key, sha2(concat(lookback_pseudonym_key, {{ text }}), 256)), 256)
{%- endmacro %}

{% macro default__keyed_hash(text) -%}
    {% do stop_where_compiled_only() %}
{%- endmacro %}
