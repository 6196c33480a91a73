with conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

unidentified_events as (
    select
        event_hash,
        device_hash,
        occurred_at
    from {{ ref('int_app_events_accepted') }}
    where
        user_hash is null
        and event_name in (select events.event_name from {{ ref('int_conversion_events_listed') }} as events)
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'app_events' and known_at is not null
),

late_conversions as (
    select
        unidentified_events.event_hash as conversion_hash,
        unidentified_events.device_hash
    from unidentified_events
    inner join devices on unidentified_events.device_hash = devices.device_hash
    left join contested_events on unidentified_events.event_hash = contested_events.event_hash
    where
        case
            when devices.sole_user_hash is not null
                then devices.first_asserted_at > unidentified_events.occurred_at
            else contested_events.known_at is not null
        end
),

late_touches as (
    select * from {{ ref('int_device_touches_identified') }}
    where known_at is not null
),

conversions_without_late_touches as (
    select distinct conversions.conversion_hash
    from conversions
    inner join late_touches
        on
            conversions.person_hash = late_touches.person_hash
            and conversions.converted_at >= late_touches.touched_at
            and conversions.converted_at < late_touches.known_at
)

select
    conversions.conversion_hash,
    conversions.event_name,
    conversions.converted_at,
    conversions.global_window_hours,
    late_conversions.conversion_hash is not null as is_late,
    coalesce(late_conversions.device_hash, conversions.person_hash) as person_hash
from conversions
left join late_conversions on conversions.conversion_hash = late_conversions.conversion_hash
left join conversions_without_late_touches as affected
    on conversions.conversion_hash = affected.conversion_hash
where late_conversions.conversion_hash is not null or affected.conversion_hash is not null
