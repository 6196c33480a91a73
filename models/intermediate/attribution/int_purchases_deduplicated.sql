{{ config(materialized='view') }}

with computed_rulesets as (
    select distinct ruleset from {{ ref('int_rulesets_selected') }}
),

latest_credits as (
    select
        ruleset,
        conversion_hash,
        {{ value_of_greatest('channel', 'touch_number') }} as channel
    from {{ ref('int_credits_counted') }}
    where conversion_kind = 'purchase'
    group by ruleset, conversion_hash
)

select
    computed_rulesets.ruleset,
    purchases.conversion_hash,
    purchases.report_date,
    coalesce(latest_credits.channel, 'unattributed') as channel,
    purchases.amount,
    refunds.net_amount
from {{ ref('int_conversions_identified') }} as purchases
inner join {{ ref('int_purchases_refunded') }} as refunds on purchases.conversion_hash = refunds.conversion_hash
cross join computed_rulesets
left join latest_credits
    on
        computed_rulesets.ruleset = latest_credits.ruleset
        and purchases.conversion_hash = latest_credits.conversion_hash
where purchases.conversion_kind = 'purchase'
