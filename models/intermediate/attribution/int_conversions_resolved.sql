{{ config(materialized='view') }}

with converting_events as (
    select
        app_events.*,
        conversion_events.conversion_kind
    from {{ ref('int_app_events_accepted') }} as app_events
    inner join {{ ref('int_conversion_events_listed') }} as conversion_events
        on app_events.event_name = conversion_events.event_name
),

conversions as (
    {{ identified_events(
        'converting_events',
        ref('int_devices_summarized'),
        ref('int_device_events_resolved'),
        'app_events',
        [
            'event_hash', 'event_id', 'event_name', 'conversion_kind', 'device_hash', 'platform', 'occurred_at',
            'order_id', 'amount', 'currency',
        ]
    ) }}
)

select
    event_hash as conversion_hash,
    event_id as conversion_id,
    event_name,
    conversion_kind,
    person_hash,
    device_hash,
    platform,
    occurred_at as converted_at,
    case when conversion_kind = 'purchase' then order_id end as order_id,
    case when conversion_kind = 'purchase' then amount end as amount,
    case when conversion_kind = 'purchase' then currency end as currency
from conversions
