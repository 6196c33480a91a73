{#
    Which events and devices new rows are of: while a table goes on from what it was, only these are looked at again. When the table is
    made anew, and in any other query, it is all of them.
#}

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
