with goals as (
    select * from {{ ref('semantic_goals') }}
),

touches as (
    select * from {{ ref('semantic_touches') }}
),

touch_bases as (
    select * from {{ ref('touch_bases') }}
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
    exists (
        select 1 from touch_bases
        where
            touch_bases.channel = touches.channel
            and touch_bases.event_type = touches.event_type
            and goals.bases like concat('%', touch_bases.basis, '%')
    ) as is_of_basis
from goals
inner join touches on goals.campaign_id = touches.campaign_id
