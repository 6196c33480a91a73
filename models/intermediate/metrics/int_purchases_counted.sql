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
    {{ as_money('sum(credited_amount)') }} as purchase_amount,
    {{ as_money('sum(credited_net_amount)') }} as purchase_net_amount
from credits
group by campaign_id, channel, report_date
