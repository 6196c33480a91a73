{#
    Select: the events that name no user, each with the user who holds its device (`holder_user_hash`), and with when that became known, if
    it was after the event (`known_at`): at the first log-in on a device of one user, else at that of its life.
#}
{% macro events_of_devices(events_relation, devices_relation, contested_relation, source_table) %}
select
    events.*,
    coalesce(devices.sole_user_hash, contested.user_hash) as holder_user_hash,
    case
        when devices.sole_user_hash is null then contested.known_at
        when devices.first_asserted_at > events.occurred_at then devices.first_asserted_at
    end as known_at
from {{ events_relation }} as events
left join {{ devices_relation }} as devices on events.device_hash = devices.device_hash
left join {{ contested_relation }} as contested
    on events.event_hash = contested.event_hash and contested.source_table = {{ text_literal(source_table) }}
where events.user_hash is null
{% endmacro %}
