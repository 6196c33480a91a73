{#
    Whom something new concerns: while a table goes on from what it was, only what is theirs is decided anew. When the table is made
    anew, and in any other query, it is everybody.
#}

{#
    Predicate: what is known of a person may have changed since a table was made last, as int_persons_changed lists it; true for
    everybody when the table is made anew.
#}
{% macro is_of_changed_person(person_hash) -%}
    (
        not {{ is_continued() }}
        or {{ person_hash }} in (
            select changed.person_hash from {{ ref('int_persons_changed') }} as changed
            where {{ is_continued() }} and {{ is_unread_batch('changed.batch') }}
        )
    )
{%- endmacro %}

{#
    Predicate: of the message events that were read before, others may be a person's than were when a table was made last, as
    int_persons_changed lists it; true for everybody when the table is made anew.
#}
{% macro has_other_messages(person_hash) -%}
    (
        not {{ is_continued() }}
        or {{ person_hash }} in (
            select others.person_hash from {{ ref('int_persons_changed') }} as others
            where {{ is_continued() }} and {{ is_unread_batch('others.batch') }} and others.has_other_messages
        )
    )
{%- endmacro %}

{#
    Predicate: messages of a person that count for a limit have arrived since a table was made last, as int_persons_messaged lists it, or
    the person has other messages; true for everybody when the table is made anew. Two lists rather than one: DuckDB looks
    every event up in both, where of one it would make a semi join that keeps all events in memory.
#}
{% macro is_of_messaged_person(person_hash) -%}
    (
        {{ has_other_messages(person_hash) }}
        or {{ person_hash }} in (
            select messaged.person_hash from {{ ref('int_persons_messaged') }} as messaged
            where {{ is_continued() }} and {{ is_unread_batch('messaged.batch') }}
        )
    )
{%- endmacro %}

{#
    Predicate: a person may have been assigned to another variant of an experiment, or have converted otherwise since, than when a table
    was made last, as int_persons_assigned and int_persons_changed list it; true for everybody when the table is made anew.
#}
{% macro is_of_assigned_person(person_hash) -%}
    (
        {{ is_of_changed_person(person_hash) }}
        or {{ person_hash }} in (
            select assigned.person_hash from {{ ref('int_persons_assigned') }} as assigned
            where {{ is_continued() }} and {{ is_unread_batch('assigned.batch') }}
        )
    )
{%- endmacro %}
