select
    nullif(user_id, '') as user_id,
    nullif(channel, '') as channel,
    is_consented,
    is_night_consented,
    changed_at,
    raw_file
from {{ source('raw', 'user_consents') }}
