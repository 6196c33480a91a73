with days as (
    select
        campaign_id,
        cast(sum(sent) as bigint) as sent,
        cast(sum(clicks) as bigint) as clicks
    from {{ ref('int_campaign_days_counted') }}
    group by campaign_id
),

clicked_devices as (
    select
        scopes.campaign_id,
        count(distinct devices.device_hash) as unique_clicks
    from {{ ref('int_devices_touched') }} as devices
    inner join {{ ref('int_scopes_listed') }} as scopes on devices.scope_hash = scopes.scope_hash
    where {{ is_click('scopes.channel', 'scopes.event_type') }}
    group by scopes.campaign_id
)

select
    days.campaign_id,
    days.sent,
    days.clicks,
    coalesce(clicked_devices.unique_clicks, 0) as unique_clicks
from days
left join clicked_devices on days.campaign_id = clicked_devices.campaign_id
