with credits as (
    select * from {{ ref('int_credits_counted') }}
),

settlement as (
    select * from {{ ref('int_settlement_reached') }}
)

select
    credits.ruleset,
    credits.conversion_id,
    credits.campaign_id,
    credits.channel,
    credits.event_name,
    credits.conversion_kind,
    {{ pseudonymous_user_key('credits.user_key') }} as user_key,
    credits.converted_at,
    credits.report_date,
    credits.basis,
    credits.touch_id,
    credits.touched_at,
    credits.window_hours,
    credits.credit_weight,
    credits.credited_amount,
    credits.credited_net_amount,
    credits.converted_at <= settlement.final_until as is_final
from credits
cross join settlement
