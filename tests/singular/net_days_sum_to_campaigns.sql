-- The days of a campaign's purchases add up to its totals, gross and net, by the date of the purchase and of the
-- refund.
with days as (
    select
        channel,
        campaign_id,
        sum(purchase_conversions) as purchase_conversions,
        sum(purchase_amount) as purchase_amount,
        sum(purchase_net_amount) as purchase_net_amount,
        sum(purchase_net_amount_by_refund_date) as purchase_net_amount_by_refund_date
    from {{ ref('purchases_daily') }}
    group by channel, campaign_id
),

campaigns as (
    {%- for channel in ['push', 'kakaotalk', 'text', 'in_app'] %}
    select
        '{{ channel }}' as channel,
        campaign_id,
        purchase_conversions,
        purchase_amount,
        purchase_net_amount
    from {{ ref(channel ~ '_campaigns') }}
    where purchase_amount is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    coalesce(campaigns.channel, days.channel) as channel,
    coalesce(campaigns.campaign_id, days.campaign_id) as campaign_id
from campaigns
full outer join days on campaigns.channel = days.channel and campaigns.campaign_id = days.campaign_id
where
    abs(coalesce(campaigns.purchase_conversions, 0) - coalesce(days.purchase_conversions, 0)) > 1e-6
    or coalesce(campaigns.purchase_amount, 0) != coalesce(days.purchase_amount, 0)
    or coalesce(campaigns.purchase_net_amount, 0) != coalesce(days.purchase_net_amount, 0)
    or coalesce(campaigns.purchase_net_amount, 0) != coalesce(days.purchase_net_amount_by_refund_date, 0)
