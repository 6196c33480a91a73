with rulesets as (
    select * from {{ ref('int_rulesets_selected') }}
),

conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
),

goals as (
    select * from {{ ref('stg_campaign_conversion_events') }}
),

results as (
    select
        computed_rulesets.ruleset,
        goals.campaign_id,
        goals.event_name
    from goals
    cross join (select distinct ruleset from rulesets) as computed_rulesets
    union distinct
    select
        ruleset,
        campaign_id,
        event_name
    from {{ ref('int_credits_counted') }}
),

resolved as (
    select
        results.ruleset,
        results.campaign_id,
        campaigns.channel,
        results.event_name,
        conversion_events.conversion_kind,
        rulesets.ruleset as row_ruleset,
        case when rulesets.basis = 'goal' then goals.basis else rulesets.basis end as basis,
        case rulesets.window_kind
            when 'goal'
                then coalesce(cast(goals.window_hours as bigint) * 60, rulesets.default_window_minutes)
            when 'fixed' then rulesets.fixed_window_minutes
        end as window_minutes
    from results
    inner join campaigns on results.campaign_id = campaigns.campaign_id
    inner join conversion_events on results.event_name = conversion_events.event_name
    left join goals on results.campaign_id = goals.campaign_id and results.event_name = goals.event_name
    left join rulesets
        on
            results.ruleset = rulesets.ruleset
            and conversion_events.conversion_kind = rulesets.conversion_kind
            and campaigns.channel = rulesets.channel
)

select
    ruleset,
    campaign_id,
    channel,
    event_name,
    conversion_kind,
    case when count(row_ruleset) = 1 then max(basis) end as basis,
    case when count(row_ruleset) = 1 then max(window_minutes) end as window_minutes,
    concat(
        {%- for basis in ['send', 'impression', 'open', 'click'] %}
        coalesce(max(case when basis = '{{ basis }}' then '{{ basis }} ' end), ''){{ ',' if not loop.last }}
        {%- endfor %}
    ) as bases
from resolved
group by ruleset, campaign_id, channel, event_name, conversion_kind
