select
    campaign_id,
    channel,
    person_hash,
    is_identified,
    bool_or(event_type = 'sent') as is_sent,
    bool_or(event_type = 'impression') as is_shown,
    bool_or(event_type = 'open') as is_opened,
    bool_or({{ is_click('channel', 'event_type') }}) as is_clicked
from {{ ref('int_touches_identified') }}
group by campaign_id, channel, person_hash, is_identified
