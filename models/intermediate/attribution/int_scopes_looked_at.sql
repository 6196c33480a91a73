with purchase_rules as (
    select * from {{ ref('int_rulesets_selected') }}
    where conversion_kind = 'purchase'
),

purchase_events as (
    select event_name from {{ ref('int_conversion_events_listed') }}
    where conversion_kind = 'purchase'
),

goals as (
    select * from {{ ref('stg_campaign_conversion_events') }}
),

combined as (
    select
        purchase_rules.*,
        purchase_events.event_name,
        scopes.scope_hash,
        scopes.event_type,
        campaigns.purchase_conversion_tracking,
        goals.basis as goal_basis,
        goals.event_name is not null as has_goal
    from purchase_rules
    cross join purchase_events
    inner join {{ ref('int_scopes_listed') }} as scopes on purchase_rules.channel = scopes.channel
    inner join {{ ref('int_campaigns_latest') }} as campaigns on scopes.campaign_id = campaigns.campaign_id
    left join goals
        on scopes.campaign_id = goals.campaign_id and purchase_events.event_name = goals.event_name
)

select
    combined.ruleset,
    combined.event_name,
    combined.scope_hash,
    {{ dbt.bool_or(is_participating('combined')) | trim }} as is_participating
from combined
inner join {{ ref('touch_bases') }} as touch_bases
    on
        combined.channel = touch_bases.channel
        and combined.event_type = touch_bases.event_type
        and {{ is_looked_at('combined', 'touch_bases') }}
group by combined.ruleset, combined.event_name, combined.scope_hash
