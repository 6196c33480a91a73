with rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
    where is_participating
),

longest_global_window as (
    select max(window_hours) as window_hours from {{ ref('int_conversion_windows_resolved') }}
),

scopes as (
    select
        rules.campaign_id,
        rules.channel,
        rules.event_type,
        max(case when rules.is_global_window then longest_global_window.window_hours else rules.window_hours end)
            as longest_window_hours
    from rules
    cross join longest_global_window
    group by rules.campaign_id, rules.channel, rules.event_type
),

touches as (
    select
        touches.*,
        scopes.longest_window_hours
    from {{ ref('int_touches_identified') }} as touches
    inner join scopes
        on
            touches.campaign_id = scopes.campaign_id
            and touches.channel = scopes.channel
            and touches.event_type = scopes.event_type
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

pairs as (
    select
        touches.touch_id,
        touches.touched_at,
        touches.campaign_id,
        touches.channel,
        touches.event_type,
        conversions.conversion_id,
        conversions.event_name,
        conversions.converted_at,
        conversions.global_window_hours
    from touches
    inner join conversions
        on
            touches.user_key = conversions.user_key
            and {{ is_within_window('touches.touched_at', 'conversions.converted_at', 'touches.longest_window_hours') }}
),

eligible as (
    select
        rules.ruleset,
        rules.credit,
        rules.counting,
        rules.basis,
        rules.precedence,
        pairs.*,
        coalesce(rules.window_hours, pairs.global_window_hours) as window_hours
    from pairs
    inner join rules
        on
            pairs.campaign_id = rules.campaign_id
            and pairs.channel = rules.channel
            and pairs.event_type = rules.event_type
            and pairs.event_name = rules.event_name
    where
        {{ is_within_window(
            'pairs.touched_at', 'pairs.converted_at', 'coalesce(rules.window_hours, pairs.global_window_hours)'
        ) }}
)

select
    ruleset,
    credit,
    counting,
    conversion_id,
    campaign_id,
    {{ candidate('touch_id', 'eligible') }} as touch_id,
    {{ candidate('touched_at', 'eligible') }} as touched_at,
    {{ candidate('channel', 'eligible') }} as channel,
    {{ candidate('basis', 'eligible') }} as basis,
    {{ candidate('window_hours', 'eligible') }} as window_hours
from eligible
group by ruleset, credit, counting, conversion_id, campaign_id
