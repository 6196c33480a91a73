select
    campaign_id,
    {{ dbt.bool_or("event_type = 'held_out'") | trim }} as has_control
from {{ ref('int_message_events_accepted') }}
where
    {{ is_assignment('channel', 'event_type') }}
    and (event_type = 'held_out' or variant is not null)
    and campaign_id is not null
group by campaign_id
