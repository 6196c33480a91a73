{#
    Expression: a double in its shortest decimal form, as JSON is written: with a point, or from 10^21 on and below 10^-6 with an exponent.
#}
{% macro shortest_text(number) %}
    {{- return(adapter.dispatch('shortest_text', 'lookback')(number)) -}}
{% endmacro %}

{% macro duckdb__shortest_text(number) -%}
    cast(to_json({{ number }}) as string)
{%- endmacro %}

{% macro spark__shortest_text(number) -%}
    case
        when {{ number }} = 0 then '0.0'
        when abs({{ number }}) >= 1e21 or abs({{ number }}) < 1e-6
            then lower(replace(cast({{ number }} as string), '.0E', 'E'))
        else regexp_replace(
            case
                when abs({{ number }}) < 1 then cast(try_cast(cast({{ number }} as string) as decimal(38, 30)) as string)
                else cast(try_cast(cast({{ number }} as string) as decimal(38, 17)) as string)
            end,
            '([.][0-9]+?)0*$', '$1'
        )
    end
{%- endmacro %}

{% macro default__shortest_text(number) -%}
    cast({{ number }} as string)
{%- endmacro %}

{% macro postgres__shortest_text(number) -%}
    case
        when {{ number }} = 0 then '0.0'
        when abs({{ number }}) >= 1e21 or abs({{ number }}) < 1e-6
            then replace(replace(cast({{ number }} as text), 'e+', 'e'), 'e-0', 'e-')
        else regexp_replace(cast(cast(cast({{ number }} as text) as decimal) as text), '^([^.]*)$', '\1.0')
    end
{%- endmacro %}
