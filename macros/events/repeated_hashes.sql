{#
    Select: the event hashes that occur more than once among well-formed rows and were not known to: in what has arrived since the
    table was made last, or in that and in what came before. A join of the two would have DuckDB keep the larger in memory.
#}
{% macro repeated_hashes(arrived_relation) %}
{%- set unread -%}
    select unread.event_hash from {{ arrived_relation }} as unread
    where unread.defect is null and {{ is_unread_batch('unread.batch') }}
{%- endset -%}
{{ repeated_values(unread, 'event_hash') }}

union distinct

select known.event_hash from {{ arrived_relation }} as known
where
    known.defect is null
    and not {{ is_unread_batch('known.batch') }}
    and known.event_hash in ({{ unread }})
{% endmacro %}
