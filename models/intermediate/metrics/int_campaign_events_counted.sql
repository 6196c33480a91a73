with dated as (
    select
        events.kind_hash,
        events.occurred_at,
        events.received_at,
        {{ report_date_of('events.occurred_at', 'hours.report_date') }} as report_date
    from {{ ref('int_message_events_accepted') }} as events
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('events.occurred_at') }} = hours.hour_at
),

counted as (
    select
        kind_hash,
        report_date,
        count(*) as events,
        min(occurred_at) as first_occurred_at,
        max(occurred_at) as last_occurred_at,
        max(received_at) as last_received_at
    from dated
    group by kind_hash, report_date
)

select
    counted.kind_hash,
    kinds.campaign_id,
    kinds.channel,
    counted.report_date,
    kinds.event_type,
    kinds.platform,
    kinds.trigger_type,
    kinds.message_format,
    kinds.click_target,
    kinds.element_id,
    kinds.element_label,
    kinds.reason,
    kinds.variant,
    counted.events,
    counted.first_occurred_at,
    counted.last_occurred_at,
    counted.last_received_at
from counted
inner join {{ ref('int_message_kinds_listed') }} as kinds on counted.kind_hash = kinds.kind_hash
