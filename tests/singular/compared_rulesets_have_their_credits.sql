-- The purchases of the campaigns under each ruleset are its credits, gross and net.
with compared as (
    select
        ruleset,
        sum(purchase_conversions) as purchase_conversions,
        sum(purchase_amount) as purchase_amount,
        sum(purchase_net_amount) as purchase_net_amount
    from {{ ref('ruleset_comparison') }}
    group by ruleset
),

summarized as (
    select
        ruleset,
        sum(credited_conversions) as purchase_conversions,
        sum(credited_amount) as purchase_amount,
        sum(credited_net_amount) as purchase_net_amount,
        sum(credited_refunded_amount) as refunded_amount
    from {{ ref('attribution_summary') }}
    group by ruleset
),

credited as (
    select
        ruleset,
        sum(credit_weight) as purchase_conversions,
        sum(credited_amount) as purchase_amount,
        sum(credited_net_amount) as purchase_net_amount
    from {{ ref('conversion_credits') }}
    where conversion_kind = 'purchase'
    group by ruleset
)

select rulesets.ruleset
from (select distinct ruleset from {{ ref('int_rulesets_selected') }}) as rulesets
left join credited on rulesets.ruleset = credited.ruleset
left join compared on rulesets.ruleset = compared.ruleset
left join summarized on rulesets.ruleset = summarized.ruleset
where
    abs(coalesce(compared.purchase_conversions, 0) - coalesce(credited.purchase_conversions, 0)) > 1e-6
    or coalesce(compared.purchase_amount, 0) != coalesce(credited.purchase_amount, 0)
    or coalesce(compared.purchase_net_amount, 0) != coalesce(credited.purchase_net_amount, 0)
    or abs(coalesce(summarized.purchase_conversions, 0) - coalesce(credited.purchase_conversions, 0)) > 1e-6
    or coalesce(summarized.purchase_amount, 0) != coalesce(credited.purchase_amount, 0)
    or coalesce(summarized.purchase_net_amount, 0) != coalesce(credited.purchase_net_amount, 0)
    or summarized.purchase_amount - summarized.refunded_amount != summarized.purchase_net_amount
