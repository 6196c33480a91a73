{# Predicate: the text is a JSON object. False, not an error, for malformed text; null for null. #}
{% macro is_json_object(text) %}
    {{- return(adapter.dispatch('is_json_object', 'lookback')(text)) -}}
{% endmacro %}

{# Valid JSON that begins with a brace is an object: to ask for its type would be to read all of it once more. #}
{% macro duckdb__is_json_object(text) -%}
    (json_valid({{ text }}) and starts_with(ltrim({{ text }}, e' \t\n\r'), '{'))
{%- endmacro %}

{# A parser that stops behind the first value would not see what follows it, so a word that the text cannot hold is put there. #}
{% macro spark__is_json_object(text) -%}
    {%- set values -%}
        try_cast(try_parse_json(concat('[', {{ text }}, ', "', md5({{ text }}), '"]')) as array<variant>)
    {%- endset -%}
    (
        case
            when {{ text }} is not null then coalesce(
                try_cast(get({{ values }}, 0) as map<string, variant>) is not null
                and try_cast(get({{ values }}, 1) as string) = md5({{ text }}),
                false
            )
        end
    )
{%- endmacro %}

{% macro snowflake__is_json_object(text) -%}
    (case when {{ text }} is not null then coalesce(typeof(try_parse_json({{ text }})) = 'OBJECT', false) end)
{%- endmacro %}

{% macro bigquery__is_json_object(text) -%}
    (
        case
            when {{ text }} is not null
                then coalesce(json_type(safe.parse_json({{ text }}, wide_number_mode => 'round')) = 'object', false)
        end
    )
{%- endmacro %}

{% macro postgres__is_json_object(text) -%}
    ({{ text }} is json object)
{%- endmacro %}
