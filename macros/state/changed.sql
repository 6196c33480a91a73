{#
    Whom and what something new concerns: while a table goes on from what it was, only that is decided anew. When the table is made
    anew, and in any other query, it is everybody and everything.
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

{# Predicate: of an event a row has arrived since a table was made last; true for every event when the table is made anew. #}
{% macro is_of_arrived_event(event_hash, arrived_in) -%}
    (
        not {{ is_continued() }}
        or {{ event_hash }} in (
            select arrived.event_hash from {{ ref(arrived_in) }} as arrived
            where {{ is_continued() }} and {{ is_unread_batch('arrived.batch') }}
        )
    )
{%- endmacro %}

{#
    Predicate: of an event a row has arrived since a table was made last, and this or another row of it names the device; true for every
    device when the table is made anew.
#}
{% macro is_of_copied_device(device_hash) -%}
    (
        not {{ is_continued() }}
        or {{ device_hash }} in (
            {%- for table in ['message_events', 'app_events'] %}
            select copies.device_hash from {{ ref('int_' ~ table ~ '_repeated') }} as copies
            where
                {{ is_continued() }}
                and copies.device_hash is not null
                and {{ is_of_arrived_event('copies.event_hash', 'int_' ~ table ~ '_arrived') }}
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        )
    )
{%- endmacro %}

{#
    Predicate: a row that names the device has arrived since a table was made last, or a row of an event of which another row does; true for
    every device when the table is made anew.
#}
{% macro is_of_arrived_device(device_hash, arrived_in) -%}
    (
        {{ is_of_copied_device(device_hash) }}
        or {{ device_hash }} in (
            {%- for table in arrived_in %}
            select arrived.device_hash from {{ ref(table) }} as arrived
            where
                {{ is_continued() }}
                and arrived.device_hash is not null
                and {{ is_unread_batch('arrived.batch') }}
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        )
    )
{%- endmacro %}

{#
    Select: the rows of a relation with a batch that a table has not read, and those that a predicate says to have changed; some are there
    twice, unless `is_each_once`. Each are found by themselves, as DuckDB would look every row up where one predicate says both.
#}
{% macro unread_or_changed(relation, is_changed, is_each_once=false) -%}
    select * from {{ relation }}
    where
        {{ is_unread_batch('batch') }}
        {%- if is_each_once %}
        and not ({{ is_continued() }} and {{ is_changed }})
        {%- endif %}

    union all

    select * from {{ relation }}
    where {{ is_continued() }} and {{ is_changed }}
{%- endmacro %}
