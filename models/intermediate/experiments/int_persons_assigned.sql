{{ config(
    materialized='incremental_by_arrival',
    unique_key=['campaign_id', 'person_hash'],
    meta={
        'kept_by': 'person_hash',
        'arrived_in': 'int_message_events_identified',
        'earliest_by': ['assigned_at', 'variant'],
        'accounted_inputs': ['int_device_message_events_identified', 'int_message_events_repeated'],
    }
) }}

with experiments as (
    select
        *,
        row_number() over (order by campaign_id) as experiment_number
    from {{ ref('int_experiments_listed') }}
),

kinds as (
    select
        kinds.kind_hash,
        experiments.experiment_number,
        case
            when kinds.event_type = 'held_out' then 'held_out'
            when experiments.has_control then coalesce(kinds.variant, 'treated')
            else kinds.variant
        end as variant
    from {{ ref('int_message_kinds_listed') }} as kinds
    inner join experiments on kinds.campaign_id = experiments.campaign_id
    where {{ is_assignment('kinds.channel', 'kinds.event_type') }}
),

events as (
    {{ unread_or_changed(ref('int_message_events_identified'), has_other_messages('person_hash')) }}
),

first_assignments as (
    select
        kinds.experiment_number,
        kinds.variant,
        events.person_hash,
        min(events.occurred_at) as assigned_at
    from events
    inner join kinds on events.kind_hash = kinds.kind_hash
    where kinds.variant is not null
    group by kinds.experiment_number, kinds.variant, events.person_hash
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
    windows.window_hours as global_window_hours,
    {{ this_batch() }} as batch
from ranked
inner join experiments on ranked.experiment_number = experiments.experiment_number
inner join windows
    on
        (ranked.assigned_at >= windows.effective_at or windows.is_first)
        and (ranked.assigned_at < windows.replaced_at or windows.replaced_at is null)
where ranked.variant_rank = 1
