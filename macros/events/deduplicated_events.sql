{# Select: each event that passed the checks once: those without another copy, and the kept copy of the others. #}
{% macro deduplicated_events(checked_relation, repeated_relation, columns) %}
with passed as (
    select * from {{ checked_relation }}
    where rejection_reason is null
),

repeated as (
    select * from {{ repeated_relation }}
),

delivered_once as (
    select passed.*
    from passed
    left join (select distinct {{ hash_of('event_id') }} as event_hash from repeated) as suspects
        on {{ hash_of('passed.event_id') }} = suspects.event_hash
    where suspects.event_hash is null
)

select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from delivered_once

union all

select
    {%- for column in columns %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
from repeated
where copy_number = 1
{% endmacro %}
