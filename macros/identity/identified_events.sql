{#
    Select: events, each with its person: its own user, else the user who holds its device, else the device. An event that
    names its user, as most do, is not looked for among the devices.
#}
{% macro identified_events(events_relation, devices_relation, contested_relation, source_table, columns) %}
select
    {%- for column in columns %}
    {{ column }},
    {%- endfor %}
    user_hash as person_hash
from {{ events_relation }}
where user_hash is not null

union all

select
    {%- for column in columns %}
    {{ column }},
    {%- endfor %}
    {{ person_hash('user_hash', 'holder_user_hash', 'device_hash') }} as person_hash
from (
    {{ events_of_devices(events_relation, devices_relation, contested_relation, source_table) }}
) as held
{% endmacro %}
