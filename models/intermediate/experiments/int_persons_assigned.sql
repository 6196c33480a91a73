{{ config(
    materialized='incremental_by_arrival',
    unique_key=['campaign_id', 'person_hash'],
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_persons_messaged',
        'accounted_inputs': ['int_device_events_resolved', 'int_devices_summarized', 'int_message_events_repeated'],
    }
) }}

with experiments as (
    select * from {{ ref('int_experiments_listed') }}
),

assignments as (
    select
        events.campaign_id,
        events.person_hash,
        events.event_id,
        events.occurred_at,
        case
            when events.event_type = 'held_out' then 'held_out'
            when experiments.has_control then coalesce(events.variant, 'treated')
            else events.variant
        end as variant
    from {{ ref('int_message_events_identified') }} as events
    inner join experiments on events.campaign_id = experiments.campaign_id
    where
        {{ is_assignment('events.channel', 'events.event_type') }}
        and {{ is_of_messaged_person('events.person_hash') }}
),

assigned as (
    select
        campaign_id,
        person_hash,
        {{ earliest_text('variant') }} as variant,
        min(occurred_at) as assigned_at
    from assignments
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
