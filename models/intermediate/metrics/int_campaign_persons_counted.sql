select
    campaign_id,
    channel,
    person_hash,
    is_identified,
    count(*) filter (where event_type = 'sent') as sent,
    count(*) filter (where event_type = 'impression') as impressions,
    count(*) filter (where event_type = 'open') as opens,
    count(*) filter (where event_type = 'click') as clicks
from {{ ref('int_touches_identified') }}
group by campaign_id, channel, person_hash, is_identified
