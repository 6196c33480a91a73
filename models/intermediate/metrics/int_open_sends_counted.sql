with settlement as (
    select * from {{ ref('int_settlement_reached') }}
),

present_window as (
    select cast(windows.window_hours as bigint) * 60 as window_minutes
    from {{ ref('int_conversion_windows_resolved') }} as windows
    inner join settlement
        on
            (settlement.received_until >= windows.effective_at or windows.is_first)
            and (settlement.received_until < windows.replaced_at or windows.replaced_at is null)
),

windows as (
    select
        rules.campaign_id,
        rules.channel,
        max(case when rules.is_global_window then present_window.window_minutes else rules.window_minutes end)
            as window_minutes
    from {{ ref('int_attribution_rules_resolved') }} as rules
    cross join present_window
    where
        rules.ruleset = {{ text_literal(var('reporting_ruleset')) }}
        and rules.conversion_kind = 'purchase'
        and rules.is_participating
    group by rules.campaign_id, rules.channel
),

open_sends as (
    select
        sends.campaign_id,
        sends.channel,
        sends.touched_at
    from {{ ref('int_touches_accepted') }} as sends
    inner join windows on sends.campaign_id = windows.campaign_id and sends.channel = windows.channel
    cross join settlement
    where
        sends.event_type = case when sends.channel = 'in_app' then 'impression' else 'sent' end
        and {{ elapsed_microseconds('sends.touched_at', 'settlement.received_until') }}
        <= windows.window_minutes * cast(60000000 as bigint)
),

dated as (
    select
        open_sends.campaign_id,
        open_sends.channel,
        {{ report_date_of('open_sends.touched_at', 'hours.report_date') }} as report_date
    from open_sends
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('open_sends.touched_at') }} = hours.hour_at
)

select
    campaign_id,
    channel,
    report_date,
    count(*) as open_sends
from dated
group by campaign_id, channel, report_date
