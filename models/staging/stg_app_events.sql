select
    nullif(event_id, '') as event_id,
    nullif(event_name, '') as event_name,
    occurred_at,
    received_at,
    nullif(device_id, '') as device_id,
    nullif(user_id, '') as user_id,
    nullif(platform, '') as platform,
    nullif(properties, '') as properties,
    raw_file
from {{ source('raw', 'app_events') }}
