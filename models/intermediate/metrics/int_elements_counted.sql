with clicks as (
    select
        *,
        {{ clicked_element('event_type', 'click_target', 'element_id') }} as element
    from {{ ref('int_message_events_accepted') }}
    where {{ is_click('channel', 'event_type') }}
),

elements as (
    select
        campaign_id,
        channel,
        element as element_id,
        {{ latest_text('element_label') }} as element_label,
        case
            when element = 'body' then 'body'
            else {{ latest_text('click_target') }}
        end as click_target,
        count(*) as clicks
    from clicks
    group by campaign_id, channel, element
),

campaign_channels as (
    select * from {{ ref('int_campaign_channels_reported') }}
)

select
    elements.*,
    {{ rate(
        'elements.clicks',
        click_rate_base('elements.channel', 'campaign_channels.sent', 'campaign_channels.impressions')
    ) }} as click_rate,
    cast(
        rank() over (partition by elements.campaign_id, elements.channel order by elements.clicks desc) as bigint
    ) as click_rank
from elements
inner join campaign_channels
    on elements.campaign_id = campaign_channels.campaign_id and elements.channel = campaign_channels.channel
