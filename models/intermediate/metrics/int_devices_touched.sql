select distinct
    scope_hash,
    device_hash
from {{ ref('int_touches_accepted') }}
where device_hash is not null
