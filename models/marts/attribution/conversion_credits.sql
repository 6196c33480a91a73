{{ config(
    materialized='incremental_by_arrival',
    post_hook='{{ renew_finality() }}',
    meta={
        'kept_by': 'conversion_id',
        'accounted_inputs': ['int_settlement_reached'],
        'uncompressed': ['conversion_id', 'touch_id'],
    }
) }}

with credits as (
    select * from {{ ref('int_credits_counted') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
    where {{ is_unread_batch('batch') }}
),

touches as (
    select * from {{ ref('int_converters_touched') }}
),

settlement as (
    select * from {{ ref('int_settlement_reached') }}
)

select
    credits.ruleset,
    conversions.conversion_id,
    credits.campaign_id,
    credits.channel,
    credits.event_name,
    credits.conversion_kind,
    {{ pseudonymous_user_key('conversions.user_key') }} as user_key,
    credits.converted_at,
    credits.report_date,
    credits.basis,
    touches.touch_id,
    credits.touched_at,
    {{ whole_hours_of('credits.window_minutes') }} as window_hours,
    credits.credit_weight,
    credits.credited_amount,
    credits.credited_net_amount,
    credits.converted_at <= settlement.final_until as is_final,
    credits.window_minutes
from credits
inner join conversions on credits.conversion_hash = conversions.conversion_hash
inner join touches on credits.person_hash = touches.person_hash and credits.touch_number = touches.touch_number
cross join settlement
