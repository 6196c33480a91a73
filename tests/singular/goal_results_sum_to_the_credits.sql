-- The results by goal hold every credit: conversions and money of each ruleset add up to its credits.
with results as (
    select
        ruleset,
        sum(conversions) as conversions,
        sum(purchase_amount) as purchase_amount
    from {{ ref('conversion_event_results') }}
    group by ruleset
),

credits as (
    select
        ruleset,
        sum(credit_weight) as conversions,
        sum(credited_amount) as purchase_amount
    from {{ ref('conversion_credits') }}
    group by ruleset
)

select coalesce(results.ruleset, credits.ruleset) as ruleset
from results
full outer join credits on results.ruleset = credits.ruleset
where
    abs(coalesce(results.conversions, 0) - coalesce(credits.conversions, 0)) > 1e-6
    or coalesce(results.purchase_amount, 0) != coalesce(credits.purchase_amount, 0)
