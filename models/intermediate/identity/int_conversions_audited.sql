with conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

converting_events as (
    select * from {{ ref('int_app_events_accepted') }}
    where event_name in (select events.event_name from {{ ref('int_conversion_events_listed') }} as events)
),

events_of_devices as (
    {{ events_of_devices(
        'converting_events',
        ref('int_devices_summarized'),
        ref('int_device_events_resolved'),
        'app_events'
    ) }}
),

late_conversions as (
    select
        event_hash as conversion_hash,
        device_hash
    from events_of_devices
    where known_at is not null
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
