with days as (
    select * from {{ ref('int_campaign_days_reported') }}
),

counted_days as (
    select * from {{ ref('int_campaign_days_counted') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
),

audiences as (
    select * from {{ ref('int_audiences_counted') }}
),

costs as (
    select * from {{ ref('int_sends_costed') }}
),

costed_campaigns as (
    select distinct campaign_id from {{ ref('int_unit_costs_resolved') }}
),

campaign_channels as (
    select campaign_id, channel from campaigns
    union distinct
    select campaign_id, channel from counted_days
),

totals as (
    select
        campaign_id,
        channel,
        {%- for name in count_names() %}
        cast(sum({{ name }}) as bigint) as {{ name }},
        {%- endfor %}
        {{ sum_of_weights('purchase_conversions') }} as purchase_conversions,
        {{ as_money('sum(purchase_amount)') }} as purchase_amount,
        {{ as_money('sum(purchase_net_amount)') }} as purchase_net_amount
    from days
    group by campaign_id, channel
),

periods as (
    select
        campaign_id,
        channel,
        min(first_sent_at) as first_sent_at,
        max(last_sent_at) as last_sent_at,
        min(first_shown_at) as first_shown_at,
        max(last_shown_at) as last_shown_at
    from counted_days
    group by campaign_id, channel
),

joined as (
    select
        campaign_channels.campaign_id,
        campaign_channels.channel,
        campaigns.campaign_name,
        campaigns.message_type,
        campaigns.status,
        campaigns.published_at,
        periods.first_sent_at,
        periods.last_sent_at,
        periods.first_shown_at,
        periods.last_shown_at,
        {%- for name in count_names() %}
        coalesce(totals.{{ name }}, 0) as {{ name }},
        {%- endfor %}
        {%- for name in audience_names() %}
        coalesce(audiences.{{ name }}, 0) as {{ name }},
        {%- endfor %}
        case when campaigns.purchase_conversion_tracking then coalesce(totals.purchase_conversions, 0) end
            as purchase_conversions,
        case when campaigns.purchase_conversion_tracking then coalesce(totals.purchase_amount, 0) end
            as purchase_amount,
        case when campaigns.purchase_conversion_tracking then coalesce(totals.purchase_net_amount, 0) end
            as purchase_net_amount,
        case when costed_campaigns.campaign_id is not null then coalesce(costs.send_cost, 0) end as send_cost
    from campaign_channels
    inner join campaigns on campaign_channels.campaign_id = campaigns.campaign_id
    left join totals
        on campaign_channels.campaign_id = totals.campaign_id and campaign_channels.channel = totals.channel
    left join periods
        on campaign_channels.campaign_id = periods.campaign_id and campaign_channels.channel = periods.channel
    left join audiences
        on campaign_channels.campaign_id = audiences.campaign_id and campaign_channels.channel = audiences.channel
    left join costs
        on campaign_channels.campaign_id = costs.campaign_id and campaign_channels.channel = costs.channel
    left join costed_campaigns on campaign_channels.campaign_id = costed_campaigns.campaign_id
)

select
    *,
    greatest(targeted - sent - failed - restricted, 0) as pending,
    {{ rate('clicks', click_rate_base('channel', 'sent', 'impressions')) }} as click_rate,
    {%- for platform in ['android', 'ios', 'web'] %}
    {{ rate(
        'clicks_' ~ platform, click_rate_base('channel', 'sent_' ~ platform, 'impressions_' ~ platform)
    ) }} as click_rate_{{ platform }},
    {%- endfor %}
    {{ rate('unique_clicks', 'unique_impressions') }} as unique_click_rate,
    {{ rate('user_clicks', 'user_impressions') }} as user_click_rate,
    {{ rate('purchase_conversions', 'clicks') }} as purchase_conversion_rate,
    {{ rate('purchase_conversions', 'impressions') }} as purchase_conversions_per_impression,
    {{ rate('purchase_amount', 'send_cost') }} as roas,
    {{ rate('purchase_net_amount', 'send_cost') }} as net_roas
from joined
