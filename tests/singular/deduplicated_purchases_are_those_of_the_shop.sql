-- Under each ruleset the purchases that are counted once, with those of nobody, are the shop's, day by day: their
-- number, their amounts gross and net; and the refunds by their own days.
with shop as (
    select
        report_date,
        count(*) as purchases,
        sum(amount) as amount,
        sum(net_amount) as net_amount
    from {{ ref('conversions') }}
    where conversion_kind = 'purchase'
    group by report_date
),

refunds as (
    select
        report_date,
        sum(deducted_amount) as refunded_amount
    from {{ ref('int_refunds_matched') }}
    group by report_date
),

deduplicated as (
    select
        ruleset,
        report_date,
        sum(deduplicated_conversions) as purchases,
        sum(deduplicated_amount) as amount,
        sum(deduplicated_net_amount) as net_amount,
        sum(deduplicated_refunded_amount) as refunded_amount,
        sum(credited_purchases) as credited_purchases,
        sum(case when channel != 'unattributed' then deduplicated_conversions else 0 end) as attributed_purchases
    from {{ ref('attribution_summary') }}
    group by ruleset, report_date
),

days as (
    select report_date from shop
    union distinct
    select report_date from refunds
    where refunded_amount > 0
    union distinct
    select report_date from deduplicated
)

select
    rulesets.ruleset,
    days.report_date
from (select distinct ruleset from {{ ref('int_rulesets_selected') }}) as rulesets
cross join days
left join shop on days.report_date = shop.report_date
left join refunds on days.report_date = refunds.report_date
left join deduplicated
    on rulesets.ruleset = deduplicated.ruleset and days.report_date = deduplicated.report_date
where
    coalesce(shop.purchases, 0) != coalesce(deduplicated.purchases, 0)
    or coalesce(shop.amount, 0) != coalesce(deduplicated.amount, 0)
    or coalesce(shop.net_amount, 0) != coalesce(deduplicated.net_amount, 0)
    or coalesce(refunds.refunded_amount, 0) != coalesce(deduplicated.refunded_amount, 0)
    or deduplicated.attributed_purchases > deduplicated.credited_purchases
