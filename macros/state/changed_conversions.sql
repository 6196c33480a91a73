{#
    Which conversions something new concerns: while a table goes on from what it was, only they are decided anew. When the table is made
    anew, and in any other query, it is all of them.
#}

{#
    Predicate: what a person's conversion is, or who earned it, may have changed since a table was made last: it does not happen before
    what int_persons_changed lists of its person; true for every conversion when the table is made anew. `conversions` names the
    relation of them, with its person_hash and converted_at.
#}
{% macro is_decided_anew(conversions) -%}
    (
        not {{ is_continued() }}
        or coalesce({{ conversions }}.converted_at >= (
            select min(changed.changed_from) from {{ ref('int_persons_changed') }} as changed
            where
                {{ is_continued() }}
                and {{ is_unread_batch('changed.batch') }}
                and changed.person_hash = {{ conversions }}.person_hash
        ), false)
    )
{%- endmacro %}

{# Predicate: a conversion, by its conversion_hash or conversion_id, is no longer there or has been decided anew. #}
{% macro is_of_changed_conversion(column) -%}
    {%- if keeps_state() -%}
    {{ column }} not in (
        select kept.{{ column }} from {{ ref('int_conversions_identified') }} as kept
        where not {{ is_unread_batch('kept.batch') }}
    )
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}
