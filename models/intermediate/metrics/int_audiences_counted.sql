with touches as (
    select
        *,
        {{ is_click('channel', 'event_type') }} as is_click,
        case when {{ is_identified('user_key') }} then user_key end as identified_user_key
    from {{ ref('int_touches_identified') }}
)

select
    campaign_id,
    channel,
    count(distinct device_id) filter (where event_type = 'sent') as sent_devices,
    count(distinct device_id) filter (where event_type = 'open') as opened_devices,
    count(distinct device_id) filter (where event_type = 'impression') as unique_impressions,
    count(distinct device_id) filter (where is_click) as unique_clicks,
    count(distinct identified_user_key) filter (where event_type = 'sent') as sent_users,
    count(distinct identified_user_key) filter (where event_type = 'open') as opened_users,
    count(distinct identified_user_key) filter (where event_type = 'impression') as user_impressions,
    count(distinct identified_user_key) filter (where is_click) as user_clicks
from touches
group by campaign_id, channel
