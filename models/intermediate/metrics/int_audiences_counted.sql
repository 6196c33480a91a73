with scopes as (
    select * from {{ ref('int_scopes_listed') }}
),

devices as (
    select
        scopes.campaign_id,
        scopes.channel,
        {{ aggregate_where('count', '*', "scopes.event_type = 'sent'") }} as sent_devices,
        {{ aggregate_where('count', '*', "scopes.event_type = 'open'") }} as opened_devices,
        {{ aggregate_where('count', '*', "scopes.event_type = 'impression'") }} as unique_impressions,
        count(distinct case when {{ is_click('scopes.channel', 'scopes.event_type') }} then devices.device_hash end)
            as unique_clicks
    from {{ ref('int_devices_touched') }} as devices
    inner join scopes on devices.scope_hash = scopes.scope_hash
    group by scopes.campaign_id, scopes.channel
),

users as (
    select
        scopes.campaign_id,
        scopes.channel,
        {{ aggregate_where('count', '*', "scopes.event_type = 'sent'") }} as sent_users,
        {{ aggregate_where('count', '*', "scopes.event_type = 'open'") }} as opened_users,
        {{ aggregate_where('count', '*', "scopes.event_type = 'impression'") }} as user_impressions,
        count(distinct case when {{ is_click('scopes.channel', 'scopes.event_type') }} then persons.person_hash end)
            as user_clicks
    from {{ ref('int_persons_touched') }} as persons
    inner join scopes on persons.scope_hash = scopes.scope_hash
    where persons.is_identified
    group by scopes.campaign_id, scopes.channel
),

campaign_channels as (
    select campaign_id, channel from devices
    union distinct
    select campaign_id, channel from users
)

select
    campaign_channels.campaign_id,
    campaign_channels.channel,
    coalesce(devices.sent_devices, 0) as sent_devices,
    coalesce(devices.opened_devices, 0) as opened_devices,
    coalesce(devices.unique_impressions, 0) as unique_impressions,
    coalesce(devices.unique_clicks, 0) as unique_clicks,
    coalesce(users.sent_users, 0) as sent_users,
    coalesce(users.opened_users, 0) as opened_users,
    coalesce(users.user_impressions, 0) as user_impressions,
    coalesce(users.user_clicks, 0) as user_clicks
from campaign_channels
left join devices
    on campaign_channels.campaign_id = devices.campaign_id and campaign_channels.channel = devices.channel
left join users
    on campaign_channels.campaign_id = users.campaign_id and campaign_channels.channel = users.channel
