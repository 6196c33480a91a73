with purchases as (
    select * from {{ ref('int_purchases_counted') }}
),

refunds as (
    select
        campaign_id,
        channel,
        report_date,
        sum(refunded_amount) as refunded_amount
    from {{ ref('int_refunds_credited') }}
    where ruleset = {{ text_literal(var('reporting_ruleset')) }}
    group by campaign_id, channel, report_date
),

days as (
    select campaign_id, channel, report_date from purchases
    union distinct
    select campaign_id, channel, report_date from refunds
),

settlement as (
    select * from {{ ref('int_settlement_reached') }}
),

joined as (
    select
        days.*,
        days.report_date < settlement.first_open_date as is_final,
        coalesce(purchases.purchase_conversions, 0) as purchase_conversions,
        coalesce(purchases.purchase_amount, 0) as purchase_amount,
        coalesce(purchases.purchase_net_amount, 0) as purchase_net_amount,
        {{ as_money('coalesce(refunds.refunded_amount, 0)') }} as refunded_amount
    from days
    inner join {{ ref('int_campaigns_latest') }} as campaigns on days.campaign_id = campaigns.campaign_id
    cross join settlement
    left join purchases
        on
            days.campaign_id = purchases.campaign_id
            and days.channel = purchases.channel
            and days.report_date = purchases.report_date
    left join refunds
        on
            days.campaign_id = refunds.campaign_id
            and days.channel = refunds.channel
            and days.report_date = refunds.report_date
    where campaigns.purchase_conversion_tracking
)

select
    campaign_id,
    channel,
    report_date,
    purchase_conversions,
    purchase_amount,
    purchase_net_amount,
    refunded_amount,
    {{ as_money('purchase_amount - refunded_amount') }} as purchase_net_amount_by_refund_date,
    is_final
from joined
