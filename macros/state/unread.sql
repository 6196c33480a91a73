{#
    How a table that is incremental by arrival reads no more than it must. While it is made, its materialization sets what it has
    not read yet; in any other query everything is unread.
#}

{# Predicate: a raw row stands in a file that has not been read. #}
{% macro is_unread_file(raw_file) -%}
    {%- if keeps_state() -%}
    coalesce(list_contains(getvariable('lookback_unread_files'), {{ raw_file }}), true)
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}

{# Predicate: a row of another table that is incremental by arrival came in a batch that has not been read. #}
{% macro is_unread_batch(batch) -%}
    {%- if keeps_state() -%}
    {{ batch }} > coalesce(getvariable('lookback_read_batch'), 0)
    {%- else -%}
    true
    {%- endif -%}
{%- endmacro %}

{# Expression: the batch (bigint) in which rows that are read now arrive: one number a build, growing. #}
{% macro this_batch() -%}
    {%- if keeps_state() -%}
    cast(coalesce(getvariable('lookback_this_batch'), 1) as bigint)
    {%- else -%}
    cast(1 as bigint)
    {%- endif -%}
{%- endmacro %}

{# Predicate: the table that is being made goes on from what it was, rather than being made anew. #}
{% macro is_continued() -%}
    {%- if keeps_state() -%}
    coalesce(getvariable('lookback_is_continued'), false)
    {%- else -%}
    false
    {%- endif -%}
{%- endmacro %}

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
    Predicate: messages or consents of a person have arrived since a table was made last, as int_persons_messaged lists it, or what is
    known of the person may have changed; true for everybody when the table is made anew. Two lists rather than one: DuckDB looks
    every event up in both, where of one it would make a semi join that keeps all events in memory.
#}
{% macro is_of_messaged_person(person_hash) -%}
    (
        {{ is_of_changed_person(person_hash) }}
        or {{ person_hash }} in (
            select messaged.person_hash from {{ ref('int_persons_messaged') }} as messaged
            where {{ is_continued() }} and {{ is_unread_batch('messaged.batch') }}
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
        {%- for table in ['message_events', 'app_events'] %}
        or {{ device_hash }} in (
            select copies.device_hash from {{ ref('int_' ~ table ~ '_repeated') }} as copies
            where
                {{ is_continued() }}
                and copies.device_hash is not null
                and {{ is_of_arrived_event('copies.event_hash', 'int_' ~ table ~ '_arrived') }}
        )
        {%- endfor %}
    )
{%- endmacro %}

{# Predicate: a row of a table that is kept by a column may be obsolete, by that column. #}
{% macro is_obsolete(relation, kept_by, arrived_in=none) -%}
    {%- if kept_by == 'event_hash' -%}
        {{ is_of_arrived_event(kept_by, arrived_in) }}
    {%- elif kept_by in ('conversion_hash', 'conversion_id') -%}
        {{ is_of_changed_conversion(kept_by) }}
    {%- elif arrived_in == 'int_persons_messaged' -%}
        {{ is_of_messaged_person(kept_by) }}
    {%- elif kept_by == 'device_hash' -%}
        {{ is_of_copied_device(kept_by) }}
    {%- elif kept_by == 'converted_at' -%}
        {{ is_decided_anew(relation.identifier) }}
    {%- else -%}
        {{ is_of_changed_person(kept_by) }}
    {%- endif -%}
{%- endmacro %}

{# Statements: set what is unread after a batch, and the number of this one, as the macros above understand it. #}
{% macro set_what_is_unread(read_batch, is_continued) %}
    {% do run_query('
        set variable lookback_is_continued = ' ~ is_continued ~ ';
        set variable lookback_read_batch = ' ~ read_batch ~ ';
        set variable lookback_this_batch = ' ~ number_of_batch() ~ ';
        set variable lookback_unread_files = (
            select coalesce(list(file), []) from lookback_state.raw_files where batch > ' ~ read_batch ~ '
        )
    ') %}
{% endmacro %}

{# Expression: the batch (bigint) of this build: what it reads for the first time arrives in it. #}
{% macro number_of_batch() -%}
    (select max(batch) from lookback_state.builds)
{%- endmacro %}
