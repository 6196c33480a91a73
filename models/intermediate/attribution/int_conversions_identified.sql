{{ config(
    materialized='incremental_by_arrival',
    meta={
        'kept_by': 'converted_at',
        'uncompressed': ['conversion_id', 'order_id', 'user_key'],
        'accounted_inputs': [
            'int_app_events_repeated', 'int_device_events_resolved', 'int_devices_summarized', 'int_money_events_priced',
        ],
    }
) }}

with conversions as (
    select * from {{ ref('int_conversions_resolved') }} as conversions
    where {{ is_decided_anew('conversions') }}
),

windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
)

select
    conversions.conversion_hash,
    conversions.conversion_id,
    conversions.event_name,
    conversions.conversion_kind,
    conversions.person_hash,
    persons.user_key,
    substr(device_persons.user_key, 3) as device_id,
    conversions.platform,
    conversions.converted_at,
    cast({{ in_report_timezone('conversions.converted_at') }} as date) as report_date,
    windows.window_hours as global_window_hours,
    conversions.order_id,
    conversions.amount,
    conversions.currency,
    {{ this_batch() }} as batch
from conversions
inner join windows
    on
        (conversions.converted_at >= windows.effective_at or windows.is_first)
        and (conversions.converted_at < windows.replaced_at or windows.replaced_at is null)
inner join {{ ref('int_persons_listed') }} as persons on conversions.person_hash = persons.person_hash
left join {{ ref('int_persons_listed') }} as device_persons
    on conversions.device_hash = device_persons.person_hash
