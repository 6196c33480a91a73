{# Select list: how many rows meet a predicate, in total and on android, ios and web. #}
{% macro count_by_platform(predicate, name) -%}
    count(*) filter (where {{ predicate }}) as {{ name }},
    {%- for platform in ['android', 'ios', 'web'] %}
    count(*) filter (where {{ predicate }} and platform = '{{ platform }}') as {{ name }}_{{ platform }}
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
