with touches as (
    select * from {{ ref('int_touches_identified') }}
),

hours as (
    select * from {{ ref('int_hours_dated') }}
)

select
    touches.campaign_id,
    touches.channel,
    touches.event_type,
    {{ is_click('touches.channel', 'touches.event_type') }} as is_click,
    {{ report_date_of('touches.touched_at', 'hours.report_date') }} as report_date,
    touches.device_hash,
    touches.person_hash,
    touches.is_identified
from touches
left join hours on {{ hour_of('touches.touched_at') }} = hours.hour_at
