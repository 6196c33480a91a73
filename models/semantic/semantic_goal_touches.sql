with goals as (
    select * from {{ ref('semantic_goals') }}
),

touches as (
    select * from {{ ref('semantic_touches') }}
),

goal_bases as (
    select distinct
        goals.goal_id,
        touch_bases.channel,
        touch_bases.event_type
    from goals
    inner join {{ ref('touch_bases') }} as touch_bases on goals.bases like concat('%', touch_bases.basis, '%')
)

select
    goals.goal_id,
    goals.campaign_id,
    touches.channel,
    touches.event_type,
    touches.is_click,
    touches.report_date,
    touches.device_hash,
    touches.person_hash,
    goal_bases.goal_id is not null as is_of_basis
from goals
inner join touches on goals.campaign_id = touches.campaign_id
left join goal_bases
    on
        goals.goal_id = goal_bases.goal_id
        and touches.channel = goal_bases.channel
        and touches.event_type = goal_bases.event_type
