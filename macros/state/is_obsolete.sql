{# Predicate: a row of a table that is kept by a column may be obsolete, by that column. #}
{% macro is_obsolete(relation, kept_by, arrived_in=none) -%}
    {%- if kept_by == 'event_hash' -%}
        {{ is_of_arrived_event(kept_by, arrived_in) }}
    {%- elif kept_by in ('conversion_hash', 'conversion_id') -%}
        {{ is_of_changed_conversion(kept_by) }}
    {%- elif arrived_in == 'int_persons_messaged' -%}
        {{ is_of_messaged_person(kept_by) }}
    {%- elif arrived_in == 'int_persons_assigned' -%}
        {{ is_of_assigned_person(kept_by) }}
    {%- elif kept_by == 'person_hash' and arrived_in -%}
        {{ has_other_messages(kept_by) }}
    {%- elif kept_by == 'device_hash' and arrived_in -%}
        {{ is_of_arrived_device(kept_by, arrived_in) }}
    {%- elif kept_by == 'device_hash' -%}
        {{ is_of_copied_device(kept_by) }}
    {%- elif kept_by == 'converted_at' -%}
        {{ is_decided_anew(relation.identifier) }}
    {%- else -%}
        {{ is_of_changed_person(kept_by) }}
    {%- endif -%}
{%- endmacro %}
