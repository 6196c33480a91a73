-- A credit repeats its conversion's facts, and gives every campaign at most the whole of it.
select
    credits.ruleset,
    credits.conversion_id,
    credits.campaign_id
from {{ ref('conversion_credits') }} as credits
left join {{ ref('conversions') }} as conversions on credits.conversion_id = conversions.conversion_id
where
    conversions.conversion_id is null
    or credits.event_name != conversions.event_name
    or credits.conversion_kind != conversions.conversion_kind
    or credits.user_key != conversions.user_key
    or credits.converted_at != conversions.converted_at
    or credits.report_date != conversions.report_date
    or credits.credit_weight not between 0 and 1
    or (credits.credited_amount is null) != (conversions.amount is null)
    or credits.credited_amount > conversions.amount
    or credits.credited_net_amount > credits.credited_amount + 0.01
