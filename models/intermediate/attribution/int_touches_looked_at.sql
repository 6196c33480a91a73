{{ config(materialized='view') }}

with rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
    where {{ is_unread_batch('batch') }}
),

matched as (
    select * from {{ ref('int_touches_matched') }}
),

looked_at as (
    select
        rules.ruleset,
        rules.credit,
        rules.counting,
        rules.max_touches,
        rules.campaign_id,
        rules.channel,
        rules.scope_hash,
        rules.basis,
        rules.precedence,
        rules.is_participating,
        rules.is_traced,
        matched.touch_number,
        matched.touched_at,
        conversions.conversion_hash,
        matched.person_hash,
        conversions.converted_at,
        case
            when rules.is_global_window then cast(conversions.global_window_hours as bigint) * 60
            else rules.window_minutes
        end as window_minutes
    from matched
    inner join conversions on matched.conversion_hash = conversions.conversion_hash
    inner join rules
        on matched.scope_hash = rules.scope_hash and conversions.event_name = rules.event_name
)

select
    *,
    coalesce({{ is_within_window('touched_at', 'converted_at', 'window_minutes') }}, false) as is_eligible,
    {{ is_within_window('touched_at', 'converted_at', var('trace_horizon_hours') * 60) }} as is_in_horizon
from looked_at
