with converters as (
    select distinct person_hash from {{ ref('int_conversions_identified') }}
),

scopes as (
    select distinct
        scope_hash,
        campaign_id,
        channel,
        event_type
    from {{ ref('int_attribution_rules_resolved') }}
),

touches as (
    select
        touches.person_hash,
        scopes.scope_hash,
        touches.touch_id,
        touches.touched_at
    from {{ ref('int_touches_identified') }} as touches
    inner join converters on touches.person_hash = converters.person_hash
    inner join scopes
        on
            touches.campaign_id = scopes.campaign_id
            and touches.channel = scopes.channel
            and touches.event_type = scopes.event_type
)

select
    *,
    row_number() over (partition by person_hash order by touched_at, touch_id) as touch_number
from touches
