select distinct
    device_hash,
    occurred_at as reset_at
from {{ ref('int_app_events_accepted') }}
where
    device_hash is not null
    and {{ is_reset('event_name') }}
