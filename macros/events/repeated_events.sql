{#
    Select: the wanted copies that passed the checks of events whose hash occurs more than once, with copy_number 1 for the one that is
    kept: the earliest received, then the smallest occurred_at, then the first by the other raw columns, nulls last.
#}
{% macro repeated_events(passed_relation, copied_relation, persons_relation, tie_columns, is_wanted='true') %}
with copies as (
    select passed.* from {{ passed_relation }} as passed
    where
        passed.event_hash in (select copied.event_hash from {{ copied_relation }} as copied)
        and {{ is_wanted }}
),

identified as (
    select
        copies.*,
        devices.user_key as device_key,
        users.user_key as own_user_key
    from copies
    left join {{ persons_relation }} as devices on copies.device_hash = devices.person_hash
    left join {{ persons_relation }} as users on copies.user_hash = users.person_hash
)

select
    *,
    row_number() over (
        partition by event_id
        order by
            received_at,
            occurred_at
            {%- for column in tie_columns %},
            {{ column }} nulls last
            {%- endfor %}
    ) as copy_number
from identified
{% endmacro %}
