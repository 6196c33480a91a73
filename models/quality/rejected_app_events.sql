select
    event_id,
    event_name,
    occurred_at,
    received_at,
    {{ pseudonym('device_id') }} as device_id,
    {{ pseudonym('user_id') }} as user_id,
    platform,
    {{ unless_pseudonymized('properties') }} as properties,
    rejection_reason
from {{ ref('int_app_events_checked') }}
where rejection_reason is not null
