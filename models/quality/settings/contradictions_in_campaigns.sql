with campaigns as (
    select * from {{ ref('stg_campaigns') }}
),

campaign_statuses as (
    select * from {{ ref('campaign_statuses') }}
),

settled as (
    select
        campaign_id,
        min(channel) as smallest_channel,
        max(channel) as greatest_channel,
        count(distinct case when updated_at >= published_at then purchase_conversion_tracking end) as tracking_values
    from campaigns
    group by campaign_id
)

{% set key = ['campaign_id', 'updated_at'] %}

{{ repeated_keys('campaigns', 'campaigns', key) }}
union all
{{ missing_values('campaigns', 'campaigns', key, ['campaign_id', 'updated_at', 'purchase_conversion_tracking']) }}
union all
select
    {{ contradiction(
        'campaigns', key, 'channel_is_known',
        "concat('channel is ', coalesce(channel, 'null'), '; allowed: push, kakaotalk, text, in_app')"
    ) }}
from campaigns
where coalesce(channel, '') not in ('push', 'kakaotalk', 'text', 'in_app')
union all
select
    {{ contradiction(
        'campaigns', key, 'message_type_is_known',
        "concat('message_type is ', coalesce(message_type, 'null'), '; allowed: informational, advertising')"
    ) }}
from campaigns
where coalesce(message_type, '') not in ('informational', 'advertising')
union all
select
    {{ contradiction(
        'campaigns', ['campaigns.campaign_id', 'campaigns.updated_at'], 'status_is_known',
        "concat(
            'status is ', coalesce(campaigns.status, 'null'), ', which a campaign on ', campaigns.channel, ' cannot have'
        )"
    ) }}
from campaigns
left join campaign_statuses
    on campaigns.channel = campaign_statuses.channel and campaigns.status = campaign_statuses.status
where campaigns.channel in ('push', 'kakaotalk', 'text', 'in_app') and campaign_statuses.status is null
union all
select
    {{ contradiction(
        'campaigns', ['campaign_id'], 'channel_never_changes',
        "concat('its versions have the channels ', smallest_channel, ' and ', greatest_channel)"
    ) }}
from settled
where smallest_channel != greatest_channel
union all
select
    {{ contradiction(
        'campaigns', ['campaign_id'], 'tracking_never_changes_once_published',
        text_literal('purchase_conversion_tracking differs between its versions since it was published')
    ) }}
from settled
where tracking_values > 1
