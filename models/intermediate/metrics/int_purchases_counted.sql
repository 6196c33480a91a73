with credits as (
    select * from {{ ref('int_credits_counted') }}
    where
        conversion_kind = 'purchase'
        and ruleset = {{ text_literal(var('reporting_ruleset')) }}
)

select
    campaign_id,
    channel,
    report_date,
    {{ sum_of_weights('credit_weight') }} as purchase_conversions,
    cast(sum(credited_amount) as decimal(18, 2)) as purchase_amount,
    cast(sum(credited_net_amount) as decimal(18, 2)) as purchase_net_amount
from credits
group by campaign_id, channel, report_date
