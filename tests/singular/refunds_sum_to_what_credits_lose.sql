-- What refunds take off a campaign's credits by their own dates is what its net amounts are below its amounts.
with credits as (
    select
        ruleset,
        campaign_id,
        channel,
        sum(credited_amount - credited_net_amount) as lost_amount
    from {{ ref('conversion_credits') }}
    where conversion_kind = 'purchase'
    group by ruleset, campaign_id, channel
),

refunds as (
    select
        ruleset,
        campaign_id,
        channel,
        sum(refunded_amount) as refunded_amount
    from {{ ref('int_refunds_credited') }}
    group by ruleset, campaign_id, channel
)

select
    coalesce(credits.ruleset, refunds.ruleset) as ruleset,
    coalesce(credits.campaign_id, refunds.campaign_id) as campaign_id,
    coalesce(credits.channel, refunds.channel) as channel
from credits
full outer join refunds
    on
        credits.ruleset = refunds.ruleset
        and credits.campaign_id = refunds.campaign_id
        and credits.channel = refunds.channel
where coalesce(credits.lost_amount, 0) != coalesce(refunds.refunded_amount, 0)
