with assignments as (
    select
        campaign_id,
        person_hash,
        event_id,
        occurred_at,
        case when event_type = 'held_out' then 'held_out' else variant end as variant
    from {{ ref('int_message_events_identified') }}
    where event_type in ('held_out', 'targeted', 'sent') or (event_type = 'impression' and channel = 'in_app')
),

experiments as (
    select
        campaign_id,
        {{ dbt.bool_or("coalesce(variant = 'held_out', false)") | trim }} as has_control
    from assignments
    group by campaign_id
    having count(variant) > 0
),

named as (
    select
        assignments.campaign_id,
        assignments.person_hash,
        assignments.event_id,
        assignments.occurred_at,
        case when experiments.has_control then coalesce(assignments.variant, 'treated') else assignments.variant end
            as variant
    from assignments
    inner join experiments on assignments.campaign_id = experiments.campaign_id
),

assigned as (
    select
        campaign_id,
        person_hash,
        {{ earliest_text('variant') }} as variant,
        min(occurred_at) as assigned_at
    from named
    where variant is not null
    group by campaign_id, person_hash
),

windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
)

select
    assigned.campaign_id,
    assigned.person_hash,
    assigned.variant,
    assigned.assigned_at,
    windows.window_hours as global_window_hours
from assigned
inner join windows
    on
        (assigned.assigned_at >= windows.effective_at or windows.is_first)
        and (assigned.assigned_at < windows.replaced_at or windows.replaced_at is null)
