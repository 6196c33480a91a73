select distinct
    device_hash,
    occurred_at as reset_at
from {{ ref('int_app_events_accepted') }}
where
    device_hash is not null
    and event_name in ({{ text_list(var('identity_reset_events')) }})
