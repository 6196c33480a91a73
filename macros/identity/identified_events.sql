{#
    Select: events, each with its person: its own user, else the user who holds its device, else the device; and whether that is a user. An
    event that names its user, as most do, is not looked for among the devices.
#}
{% macro identified_events(events_relation, devices_relation, contested_relation, source_table, columns) %}
select
    {%- for column in columns %}
    {{ column }},
    {%- endfor %}
    user_hash as person_hash,
    true as is_identified
from {{ events_relation }}
where user_hash is not null

union all

select
    {%- for column in columns %}
    events.{{ column }},
    {%- endfor %}
    {{ person_hash(
        'events.user_hash', 'coalesce(devices.sole_user_hash, contested.user_hash)', 'events.device_hash'
    ) }} as person_hash,
    coalesce(devices.sole_user_hash, contested.user_hash) is not null as is_identified
from {{ events_relation }} as events
left join {{ devices_relation }} as devices on events.device_hash = devices.device_hash
left join {{ contested_relation }} as contested
    on events.event_hash = contested.event_hash and contested.source_table = {{ text_literal(source_table) }}
where events.user_hash is null
{% endmacro %}
