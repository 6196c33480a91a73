{# Select list: how many counted events meet a predicate, in total and on android, ios and web. #}
{% macro count_by_platform(predicate, name) -%}
    {{ count_events(predicate) }} as {{ name }},
    {%- for platform in ['android', 'ios', 'web'] %}
    {{ count_events(predicate ~ " and platform = '" ~ platform ~ "'") }} as {{ name }}_{{ platform }}
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
