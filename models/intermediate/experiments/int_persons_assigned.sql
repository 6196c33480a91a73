{{ config(
    materialized='incremental_by_arrival',
    unique_key=['campaign_id', 'person_hash'],
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_message_events_identified',
        'earliest_by': ['assigned_at', 'variant'],
        'accounted_inputs': ['int_device_events_resolved', 'int_devices_summarized', 'int_message_events_repeated'],
    }
) }}

with experiments as (
    select
        *,
        row_number() over (order by campaign_id) as experiment_number
    from {{ ref('int_experiments_listed') }}
),

events as (
    {{ unread_or_changed(ref('int_message_events_identified'), has_other_messages('person_hash')) }}
),

assignments as (
    select
        experiments.experiment_number,
        events.person_hash,
        events.occurred_at,
        case
            when events.event_type = 'held_out' then 'held_out'
            when experiments.has_control then coalesce(events.variant, 'treated')
            else events.variant
        end as variant
    from events
    inner join experiments on events.campaign_id = experiments.campaign_id
    where {{ is_assignment('events.channel', 'events.event_type') }}
),

first_assignments as (
    select
        experiment_number,
        person_hash,
        variant,
        min(occurred_at) as assigned_at
    from assignments
    where variant is not null
    group by experiment_number, person_hash, variant
),

ranked as (
    select
        *,
        row_number() over (partition by experiment_number, person_hash order by assigned_at, variant) as variant_rank
    from first_assignments
),

windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
)

select
    experiments.campaign_id,
    ranked.person_hash,
    ranked.variant,
    ranked.assigned_at,
    windows.window_hours as global_window_hours
from ranked
inner join experiments on ranked.experiment_number = experiments.experiment_number
inner join windows
    on
        (ranked.assigned_at >= windows.effective_at or windows.is_first)
        and (ranked.assigned_at < windows.replaced_at or windows.replaced_at is null)
where ranked.variant_rank = 1
