{#
    Expression: the JSON value of the property named by a key: at the top level of the object when it is there (even if null), else along
    the key's dots; null when there is none.
#}
{% macro json_value(object, key) %}
    {{- return(adapter.dispatch('json_value', 'lookback')(object, key)) -}}
{% endmacro %}

{% macro duckdb__json_value(object, key) -%}
    {%- set pointer = "'/' || replace(replace(" ~ key ~ ", '~', '~0'), '/', '~1')" -%}
    coalesce(
        json_extract({{ object }}, {{ pointer }}),
        json_extract({{ object }}, replace({{ pointer }}, '.', '/'))
    )
{%- endmacro %}

{% macro spark__json_value(object, key) -%}
    {%- set properties = 'try_cast(%s as map<string, variant>)' -%}
    {%- set items = 'try_cast(inside as array<variant>)' -%}
    coalesce(
        try_element_at({{ properties % ('try_parse_json(' ~ object ~ ')') }}, {{ key }}),
        aggregate(
            split({{ key }}, '[.]', -1),
            try_parse_json({{ object }}),
            (inside, step) -> case
                when {{ items }} is null then try_element_at({{ properties % 'inside' }}, step)
                when step rlike '^(0|[1-9][0-9]{0,8})$' then get({{ items }}, cast(step as int))
            end
        )
    )
{%- endmacro %}

{% macro snowflake__json_value(object, key) -%}
    coalesce(
        get(try_parse_json({{ object }}), {{ key }}),
        get_path(try_parse_json({{ object }}), concat('"', replace({{ key }}, '.', '"."'), '"'))
    )
{%- endmacro %}

{# BigQuery takes no path that is computed, so the steps are taken one by one: three at most. #}
{% macro bigquery__json_value(object, key) -%}
    {%- set json = "safe.parse_json(" ~ object ~ ", wide_number_mode => 'round')" -%}
    {%- set step = "[split(" ~ key ~ ", '.')[safe_offset(%s)]]" -%}
    coalesce(
        {{ json }}[{{ key }}],
        case array_length(split({{ key }}, '.'))
            when 2 then {{ json }}{{ step % 0 }}{{ step % 1 }}
            when 3 then {{ json }}{{ step % 0 }}{{ step % 1 }}{{ step % 2 }}
        end
    )
{%- endmacro %}

{% macro postgres__json_value(object, key) -%}
    coalesce(
        cast({{ object }} as json) -> {{ key }},
        cast({{ object }} as json) #> string_to_array({{ key }}, '.')
    )
{%- endmacro %}
