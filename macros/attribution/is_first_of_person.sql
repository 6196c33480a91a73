{#
    Predicate (window): of the credits of one campaign for one event name and one person, the one of the earliest
    conversion, then of the smallest conversion_id: the one that counts once_per_user.
#}
{% macro is_first_of_person(credit, conversion) -%}
    row_number() over (
        partition by {{ credit }}.ruleset, {{ credit }}.campaign_id, {{ credit }}.event_name, {{ credit }}.person_hash
        order by {{ conversion }}.converted_at, {{ conversion }}.conversion_id
    ) = 1
{%- endmacro %}
