with campaigns as (
    select
        campaign_id,
        published_at as active_from,
        least(ends_at, case when status in ('stopped', 'ended') then updated_at end) as active_until
    from {{ ref('int_campaigns_latest') }}
    where channel = 'in_app' and published_at is not null
),

active as (
    select * from campaigns
    where active_until > active_from or active_until is null
),

changes as (
    select
        active_from as changed_at,
        1 as change
    from active

    union all

    select
        active_until as changed_at,
        -1 as change
    from active
    where active_until is not null
),

moments as (
    select
        changed_at,
        sum(sum(change)) over (order by changed_at rows between unbounded preceding and current row) as active_campaigns
    from changes
    group by changed_at
)

select
    active.campaign_id,
    cast(max(moments.active_campaigns) as bigint) as in_app_campaigns_at_once
from active
inner join moments
    on
        active.active_from <= moments.changed_at
        and (moments.changed_at < active.active_until or active.active_until is null)
group by active.campaign_id
