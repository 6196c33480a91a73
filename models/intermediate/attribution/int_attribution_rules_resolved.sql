with rulesets as (
    select * from {{ ref('int_rulesets_selected') }}
),

conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

campaign_channels as (
    select distinct
        campaign_id,
        channel
    from {{ ref('int_campaign_days_counted') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
),

goals as (
    select * from {{ ref('stg_campaign_conversion_events') }}
),

touch_bases as (
    select * from {{ ref('touch_bases') }}
),

combined as (
    select
        rulesets.*,
        conversion_events.event_name,
        campaign_channels.campaign_id,
        campaigns.purchase_conversion_tracking,
        goals.basis as goal_basis,
        cast(goals.window_hours as bigint) * 60 as goal_window_minutes,
        goals.event_name is not null as has_goal
    from rulesets
    inner join conversion_events on rulesets.conversion_kind = conversion_events.conversion_kind
    inner join campaign_channels on rulesets.channel = campaign_channels.channel
    inner join campaigns on campaign_channels.campaign_id = campaigns.campaign_id
    left join goals
        on campaign_channels.campaign_id = goals.campaign_id and conversion_events.event_name = goals.event_name
)

select
    combined.ruleset,
    combined.conversion_kind,
    combined.event_name,
    combined.campaign_id,
    combined.channel,
    touch_bases.basis,
    touch_bases.event_type,
    {{ scope_hash('combined.campaign_id', 'combined.channel', 'touch_bases.event_type') }} as scope_hash,
    {{ precedence('combined.basis') }} as precedence,
    combined.window_kind = 'global' as is_global_window,
    case combined.window_kind
        when 'goal' then coalesce(combined.goal_window_minutes, combined.default_window_minutes)
        when 'fixed' then combined.fixed_window_minutes
    end as window_minutes,
    {{ is_participating('combined') }} as is_participating,
    combined.credit,
    combined.counting,
    combined.max_touches,
    combined.is_traced
from combined
inner join touch_bases
    on
        combined.channel = touch_bases.channel
        and {{ is_looked_at('combined', 'touch_bases') }}
where {{ is_participating('combined') }} or combined.is_traced
