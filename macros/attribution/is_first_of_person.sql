{#
    Predicate (window): of the credits of one campaign for one event name and one person, the one of the earliest
    conversion, then of the smallest conversion_id: the one that counts once_per_user.
#}
{% macro is_first_of_person() -%}
    row_number() over (
        partition by ruleset, campaign_id, event_name, person_hash order by converted_at, conversion_id
    ) = 1
{%- endmacro %}
