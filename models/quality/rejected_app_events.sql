select
    event_id,
    event_name,
    occurred_at,
    received_at,
    device_id,
    user_id,
    platform,
    properties,
    rejection_reason
from {{ ref('int_app_events_checked') }}
where rejection_reason is not null
