with rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
    where is_traced
),

touches as (
    select * from {{ ref('int_touches_identified') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

credits as (
    select * from {{ ref('int_credits_shared') }}
),

longest_reach as (
    select
        greatest(
            {{ var('trace_horizon_hours') }},
            coalesce(max(rules.window_hours), 0),
            max(windows.window_hours)
        ) as reach_hours
    from {{ ref('int_conversion_windows_resolved') }} as windows
    left join rules on true
),

looked_at as (
    select
        rules.ruleset,
        rules.basis,
        rules.precedence,
        rules.credit,
        rules.is_participating,
        conversions.conversion_id,
        conversions.converted_at,
        touches.campaign_id,
        touches.channel,
        touches.touch_id,
        touches.touched_at,
        case when rules.is_global_window then conversions.global_window_hours else rules.window_hours end
            as window_hours
    from touches
    inner join conversions
        on touches.user_key = conversions.user_key
    inner join longest_reach
        on {{ is_within_window('touches.touched_at', 'conversions.converted_at', 'longest_reach.reach_hours') }}
    inner join rules
        on
            touches.campaign_id = rules.campaign_id
            and touches.channel = rules.channel
            and touches.event_type = rules.event_type
            and conversions.event_name = rules.event_name
),

judged as (
    select
        *,
        {{ is_within_window('touched_at', 'converted_at', var('trace_horizon_hours')) }} as is_in_horizon,
        coalesce({{ is_within_window('touched_at', 'converted_at', 'window_hours') }}, false) as is_eligible
    from looked_at
),

ranked as (
    select
        ruleset,
        basis,
        precedence,
        is_participating,
        conversion_id,
        converted_at,
        campaign_id,
        channel,
        touch_id,
        touched_at,
        window_hours,
        is_eligible,
        case when is_eligible then credit else 'last_touch' end as credit,
        max(is_in_horizon) over (partition by ruleset, conversion_id, campaign_id) as has_touch_in_horizon,
        rank() over (
            partition by ruleset, conversion_id, campaign_id
            order by is_eligible and is_participating desc, is_eligible desc
        ) as standing
    from judged
    where is_in_horizon or is_eligible
),

shown as (
    select
        ruleset,
        conversion_id,
        campaign_id,
        converted_at,
        is_eligible,
        has_touch_in_horizon,
        {{ candidate('channel', 'ranked') }} as channel,
        {{ candidate('basis', 'ranked') }} as basis,
        {{ candidate('touch_id', 'ranked') }} as touch_id,
        {{ candidate('touched_at', 'ranked') }} as touched_at,
        {{ candidate('window_hours', 'ranked') }} as window_hours,
        {{ candidate('is_participating', 'ranked') }} as is_participating
    from ranked
    where standing = 1
    group by ruleset, conversion_id, campaign_id, converted_at, credit, is_eligible, has_touch_in_horizon
),

winners as (
    select * from credits
    where credit in ('last_touch', 'first_touch')
)

select
    shown.ruleset,
    shown.conversion_id,
    shown.campaign_id,
    shown.channel,
    shown.basis,
    shown.touch_id,
    shown.touched_at,
    shown.window_hours,
    {{ elapsed_microseconds('shown.touched_at', 'shown.converted_at') }} / cast(3600000000 as double)
        as hours_since_touch,
    case
        when credits.is_counted then 'credited'
        when not shown.is_participating then 'not_participating'
        when not shown.is_eligible then 'outside_window'
        when credits.conversion_id is not null then 'already_counted'
        when winners.credit = 'first_touch' then 'lost_to_earlier_touch'
        else 'lost_to_later_touch'
    end as verdict,
    case
        when shown.is_participating and shown.is_eligible and credits.conversion_id is null
            then winners.campaign_id
    end as winner_campaign_id
from shown
left join credits
    on
        shown.ruleset = credits.ruleset
        and shown.conversion_id = credits.conversion_id
        and shown.campaign_id = credits.campaign_id
left join winners
    on shown.ruleset = winners.ruleset and shown.conversion_id = winners.conversion_id
where shown.has_touch_in_horizon or credits.is_counted
