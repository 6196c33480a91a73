with latest_events as (
    select max(received_at) as received_at from {{ ref('int_message_events_accepted') }}
    union all
    select max(received_at) as received_at from {{ ref('int_app_events_accepted') }}
)

select max(received_at) - {{ interval_of(var('settlement_hours') * 3600) }} as final_until
from latest_events
