{#
    Select: the event hashes that occur more than once among well-formed rows and were not known to: in what has arrived since the
    table was made last, or in that and in what came before.
#}
{% macro repeated_hashes(arrived_relation) %}
with unread as (
    select event_hash from {{ arrived_relation }}
    where defect is null and {{ is_unread_batch('batch') }}
),

known as (
    select event_hash from {{ arrived_relation }}
    where defect is null and not {{ is_unread_batch('batch') }}
)

select event_hash from unread
group by event_hash
having count(*) > 1

union

select unread.event_hash
from unread
inner join known on unread.event_hash = known.event_hash
{% endmacro %}
