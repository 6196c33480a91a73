with base_sets as (
    select distinct
        campaign_id,
        bases
    from {{ ref('int_results_listed') }}
),

counted_events as (
    select distinct
        base_sets.campaign_id,
        base_sets.bases,
        touch_bases.channel,
        touch_bases.event_type
    from base_sets
    inner join {{ ref('touch_bases') }} as touch_bases on base_sets.bases like '%' || touch_bases.basis || '%'
)

select
    counted_events.campaign_id,
    counted_events.bases,
    count(*) as basis_touches,
    count(distinct touches.user_key) as basis_users
from counted_events
inner join {{ ref('int_touches_identified') }} as touches
    on
        counted_events.campaign_id = touches.campaign_id
        and counted_events.channel = touches.channel
        and counted_events.event_type = touches.event_type
group by counted_events.campaign_id, counted_events.bases
