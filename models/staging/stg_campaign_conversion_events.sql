select
    nullif(campaign_id, '') as campaign_id,
    slot,
    nullif(event_name, '') as event_name,
    nullif(conversion_kind, '') as conversion_kind,
    nullif(basis, '') as basis,
    window_hours
from {{ source('raw', 'campaign_conversion_events') }}
