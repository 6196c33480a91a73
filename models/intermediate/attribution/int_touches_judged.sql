{{ config(materialized='view') }}

with looked_at as (
    select * from {{ ref('int_touches_looked_at') }}
),

first_touches as (
    select * from {{ ref('int_first_touches_matched') }}
)

select
    looked_at.ruleset,
    looked_at.credit,
    looked_at.counting,
    looked_at.max_touches,
    looked_at.campaign_id,
    looked_at.channel,
    looked_at.basis,
    looked_at.precedence,
    looked_at.window_minutes,
    looked_at.is_participating,
    looked_at.is_traced,
    looked_at.is_eligible,
    looked_at.is_in_horizon,
    looked_at.conversion_hash,
    looked_at.person_hash,
    looked_at.converted_at,
    coalesce(first_touches.touch_number, looked_at.touch_number) as touch_number,
    coalesce(first_touches.touched_at, looked_at.touched_at) as touched_at
from looked_at
left join first_touches
    on
        looked_at.credit = 'first_touch'
        and looked_at.is_eligible
        and looked_at.conversion_hash = first_touches.conversion_hash
        and looked_at.scope_hash = first_touches.scope_hash
        and looked_at.window_minutes = first_touches.window_minutes
