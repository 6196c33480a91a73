with conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

app_events as (
    select * from {{ ref('int_app_events_accepted') }}
),

devices as (
    select * from {{ ref('int_devices_summarized') }}
),

contested_events as (
    select * from {{ ref('int_device_events_resolved') }}
    where source_table = 'app_events'
),

windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
),

persons as (
    select * from {{ ref('int_persons_listed') }}
),

held as (
    select
        app_events.*,
        conversion_events.conversion_kind,
        coalesce(devices.sole_user_hash, contested_events.user_hash) as holder_user_hash
    from app_events
    inner join conversion_events on app_events.event_name = conversion_events.event_name
    left join devices on app_events.device_hash = devices.device_hash
    left join contested_events on app_events.event_hash = contested_events.event_hash
),

identified as (
    select
        *,
        {{ person_hash('user_hash', 'holder_user_hash', 'device_hash') }} as person_hash
    from held
)

select
    identified.event_hash as conversion_hash,
    identified.event_id as conversion_id,
    identified.event_name,
    identified.conversion_kind,
    identified.person_hash,
    persons.user_key,
    substr(device_persons.user_key, 3) as device_id,
    identified.platform,
    identified.occurred_at as converted_at,
    cast({{ in_report_timezone('identified.occurred_at') }} as date) as report_date,
    windows.window_hours as global_window_hours,
    case when identified.conversion_kind = 'purchase' then identified.order_id end as order_id,
    case when identified.conversion_kind = 'purchase' then identified.amount end as amount,
    case when identified.conversion_kind = 'purchase' then identified.currency end as currency
from identified
inner join windows
    on
        (identified.occurred_at >= windows.effective_at or windows.is_first)
        and (identified.occurred_at < windows.replaced_at or windows.replaced_at is null)
inner join persons on identified.person_hash = persons.person_hash
left join persons as device_persons on identified.device_hash = device_persons.person_hash
