{#
    Select: the accepted-or-test copies of every event that was delivered more than once, with copy_number 1 for the one
    that is kept: the earliest received, then the smallest occurred_at, then the first by the other raw columns, nulls last.
    Only the events whose hash occurs twice are sorted, since few are.
#}
{% macro repeated_events(checked_relation, tie_columns) %}
with passed as (
    select * from {{ checked_relation }}
    where rejection_reason is null
),

suspects as (
    select {{ hash_of('event_id') }} as event_hash
    from passed
    group by {{ hash_of('event_id') }}
    having count(*) > 1
)

select
    passed.*,
    row_number() over (
        partition by passed.event_id
        order by
            passed.received_at,
            passed.occurred_at
            {%- for column in tie_columns %},
            passed.{{ column }} nulls last
            {%- endfor %}
    ) as copy_number
from passed
inner join suspects on {{ hash_of('passed.event_id') }} = suspects.event_hash
{% endmacro %}
