with counted_events as (
    select
        *,
        {{ is_click('channel', 'event_type') }} as is_click
    from {{ ref('int_campaign_events_counted') }}
)

select
    campaign_id,
    channel,
    report_date,
    {{ count_by_platform("event_type = 'targeted'", 'targeted') }},
    {{ count_by_platform("event_type = 'sent'", 'sent') }},
    {{ count_events("event_type = 'failed'") }} as failed,
    {{ count_events("event_type = 'restricted'") }} as restricted,
    {{ count_events("event_type = 'restricted' and reason = 'fatigue'") }} as restricted_fatigue,
    {{ count_events("event_type = 'restricted' and reason = 'do_not_disturb'") }} as restricted_do_not_disturb,
    {{ count_by_platform("event_type = 'impression'", 'impressions') }},
    {{ count_by_platform('is_click', 'clicks') }},
    {{ count_events("event_type = 'open'") }} as opens,
    {{ count_events("event_type = 'click' and click_target = 'button'") }} as button_clicks,
    {{ aggregate_where('min', 'first_occurred_at', "event_type = 'sent'") }} as first_sent_at,
    {{ aggregate_where('max', 'last_occurred_at', "event_type = 'sent'") }} as last_sent_at,
    {{ aggregate_where('min', 'first_occurred_at', "event_type = 'impression'") }} as first_shown_at,
    {{ aggregate_where('max', 'last_occurred_at', "event_type = 'impression'") }} as last_shown_at
from counted_events
group by campaign_id, channel, report_date
