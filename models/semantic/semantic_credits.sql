with credits as (
    select * from {{ ref('int_credits_counted') }}
),

goals as (
    select * from {{ ref('semantic_goals') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
)

select
    goals.goal_id,
    credits.campaign_id,
    credits.channel,
    credits.report_date,
    credits.person_hash,
    {{ is_identified('conversions.user_key') }} as is_identified,
    conversions.device_id,
    credits.credit_weight,
    credits.credited_amount,
    credits.credited_net_amount
from credits
inner join goals
    on
        credits.ruleset = goals.ruleset
        and credits.campaign_id = goals.campaign_id
        and credits.event_name = goals.event_name
inner join conversions on credits.conversion_hash = conversions.conversion_hash
