-- Under every rule that shares a conversion, its weights sum to 1 and its money to the purchase's amounts. A rule that
-- counts once per user drops whole credits afterwards, so it is left out.
with sharing_rulesets as (
    select distinct
        ruleset,
        conversion_kind
    from {{ ref('int_rulesets_selected') }}
    where credit != 'every_touch' and counting = 'every_occurrence'
),

totals as (
    select
        credits.ruleset,
        credits.conversion_id,
        sum(credits.credit_weight) as weight,
        sum(credits.credited_amount) as amount,
        sum(credits.credited_net_amount) as net_amount
    from {{ ref('conversion_credits') }} as credits
    inner join sharing_rulesets
        on credits.ruleset = sharing_rulesets.ruleset and credits.conversion_kind = sharing_rulesets.conversion_kind
    group by credits.ruleset, credits.conversion_id
)

select totals.*
from totals
inner join {{ ref('conversions') }} as conversions on totals.conversion_id = conversions.conversion_id
where
    abs(totals.weight - 1) > 1e-9
    or totals.amount is distinct from conversions.amount
    or totals.net_amount is distinct from conversions.net_amount
