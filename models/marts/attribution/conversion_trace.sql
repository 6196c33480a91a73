{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'conversion_id', 'uncompressed': ['conversion_id', 'touch_id']}
) }}

with traced as (
    select * from {{ ref('int_touches_traced') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
    where {{ is_unread_batch('batch') }}
),

touches as (
    select * from {{ ref('int_converters_touched') }}
)

select
    traced.ruleset,
    conversions.conversion_id,
    traced.campaign_id,
    traced.channel,
    traced.basis,
    touches.touch_id,
    traced.touched_at,
    {{ whole_hours_of('traced.window_minutes') }} as window_hours,
    traced.hours_since_touch,
    traced.verdict,
    traced.winner_campaign_id,
    traced.window_minutes
from traced
inner join conversions on traced.conversion_hash = conversions.conversion_hash
inner join touches on traced.person_hash = touches.person_hash and traced.touch_number = touches.touch_number
