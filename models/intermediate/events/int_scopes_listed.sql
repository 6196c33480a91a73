select distinct
    scope_hash,
    campaign_id,
    channel,
    event_type
from {{ ref('int_message_kinds_listed') }}
where scope_hash is not null
