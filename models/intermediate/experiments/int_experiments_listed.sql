select
    campaign_id,
    {{ dbt.bool_or("event_type = 'held_out'") | trim }} as has_control
from {{ ref('int_campaign_events_counted') }}
where
    {{ is_assignment('channel', 'event_type') }}
    and (event_type = 'held_out' or variant is not null)
group by campaign_id
