with rules as (
    select * from {{ ref('int_attribution_rules_resolved') }}
    where is_participating
),

looked_at as (
    select
        rules.ruleset,
        rules.credit,
        rules.max_touches,
        rules.campaign_id,
        rules.precedence,
        touches.conversion_hash,
        touches.touch_id,
        touches.touch_number,
        touches.touched_at,
        conversions.converted_at,
        case
            when rules.is_global_window then cast(conversions.global_window_hours as bigint) * 60
            else rules.window_minutes
        end as window_minutes
    from {{ ref('int_touches_audited') }} as touches
    inner join {{ ref('int_conversions_audited') }} as conversions
        on touches.conversion_hash = conversions.conversion_hash
    inner join rules on touches.scope_hash = rules.scope_hash and conversions.event_name = rules.event_name
),

eligible as (
    select
        *,
        {{ preference('credit') }} as preference
    from looked_at
    where {{ is_within_window('touched_at', 'converted_at', 'window_minutes') }}
),

candidates as (
    select
        ruleset,
        credit,
        max_touches,
        conversion_hash,
        campaign_id,
        {{ candidate('touch_id') }} as touch_id,
        {{ candidate('touch_number') }} as touch_number
    from eligible
    group by ruleset, credit, max_touches, conversion_hash, campaign_id
),

ranked as (
    select
        *,
        row_number() over (partition by ruleset, conversion_hash order by touch_number desc) as recency_position
    from candidates
),

competing as (
    select
        *,
        row_number() over (partition by ruleset, conversion_hash order by touch_number) as touch_position,
        count(*) over (partition by ruleset, conversion_hash) as touches
    from ranked
    where max_touches is null or recency_position <= max_touches
)

select
    ruleset,
    conversion_hash,
    campaign_id,
    touch_id
from competing
where {{ is_credited('competing') }}
