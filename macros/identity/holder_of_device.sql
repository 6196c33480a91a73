{#
    Expression (window): the moment of a life of a device at which its holder at a moment became known, where that is later: the first
    assertion after it if there is none at or before it; else null. asserted_user_id is null at moments that assert nothing.
#}
{% macro holder_known_at(asserted_user_id, device_id, life, happened_at) -%}
    {%- set asserted_at = 'case when ' ~ asserted_user_id ~ ' is not null then ' ~ happened_at ~ ' end' -%}
    case
        when max({{ asserted_at }}) over (
            partition by {{ device_id }}, {{ life }}
            order by {{ happened_at }} range between unbounded preceding and current row
        ) is null
            then min({{ asserted_at }}) over (
                partition by {{ device_id }}, {{ life }}
                order by {{ happened_at }} range between current row and unbounded following
            )
    end
{%- endmacro %}

{#
    Expression (window): the user who holds the device at a moment of one of its lives: the user of the latest assertion
    at or before it, else of the first after it, else null. asserted_user_id is null at moments that assert nothing.
#}
{% macro holder_of_device(asserted_user_id, device_id, life, happened_at) -%}
    {%- set lives = device_id ~ ', ' ~ life -%}
    coalesce(
        {{ value_at_or_before(asserted_user_id, lives, happened_at) }},
        {{ value_at_or_after(asserted_user_id, lives, happened_at) }}
    )
{%- endmacro %}
