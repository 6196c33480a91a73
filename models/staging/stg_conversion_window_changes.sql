select
    changed_at,
    window_hours
from {{ source('raw', 'conversion_window_changes') }}
