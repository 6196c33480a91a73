{#
    Select: the event hashes that occur more than once among well-formed rows and were not known to: in what has arrived since the
    table was made last, or in that and in what came before.
#}
{% macro repeated_hashes(arrived_relation) %}
{%- set unread -%}
    select event_hash from {{ arrived_relation }}
    where defect is null and {{ is_unread_batch('batch') }}
{%- endset -%}
{{ repeated_values(unread, 'event_hash') }}

union distinct

select unread.event_hash
from {{ arrived_relation }} as unread
inner join {{ arrived_relation }} as known on unread.event_hash = known.event_hash
where
    unread.defect is null
    and known.defect is null
    and {{ is_unread_batch('unread.batch') }}
    and not {{ is_unread_batch('known.batch') }}
{% endmacro %}
