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
)

select
    app_events.event_id as conversion_id,
    app_events.event_name,
    conversion_events.conversion_kind,
    {{ user_key(
        'app_events.user_id',
        'coalesce(devices.sole_user_id, contested_events.user_id)',
        'app_events.device_id'
    ) }} as user_key,
    app_events.device_id,
    app_events.platform,
    app_events.occurred_at as converted_at,
    cast({{ in_report_timezone('app_events.occurred_at') }} as date) as report_date,
    windows.window_hours as global_window_hours,
    case when conversion_events.conversion_kind = 'purchase' then app_events.order_id end as order_id,
    case when conversion_events.conversion_kind = 'purchase' then app_events.amount end as amount,
    case when conversion_events.conversion_kind = 'purchase' then app_events.currency end as currency
from app_events
inner join conversion_events on app_events.event_name = conversion_events.event_name
inner join windows
    on
        (app_events.occurred_at >= windows.effective_at or windows.is_first)
        and (app_events.occurred_at < windows.replaced_at or windows.replaced_at is null)
left join devices on app_events.device_id = devices.device_id
left join contested_events on app_events.event_id = contested_events.event_id
