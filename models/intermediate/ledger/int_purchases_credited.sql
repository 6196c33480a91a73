{{ config(materialized='view') }}

with purchases as (
    select * from {{ ref('int_conversions_identified') }}
    where conversion_kind = 'purchase'
),

credits as (
    select * from {{ ref('int_credits_counted') }}
    where conversion_kind = 'purchase' and ruleset = {{ text_literal(var('reporting_ruleset')) }}
)

select
    purchases.conversion_hash,
    purchases.person_hash,
    credits.campaign_id,
    credits.channel,
    credits.report_date,
    credits.credit_weight as purchase_conversions,
    credits.credited_amount as purchase_amount,
    credits.credited_net_amount as purchase_net_amount
from purchases
left join credits on purchases.conversion_hash = credits.conversion_hash
