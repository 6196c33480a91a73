select
    campaign_id,
    report_date,
    targeted,
    targeted_android,
    targeted_ios,
    targeted_web,
    sent,
    sent_android,
    sent_ios,
    sent_web,
    failed,
    restricted,
    restricted_fatigue,
    restricted_do_not_disturb,
    clicks,
    clicks_android,
    clicks_ios,
    clicks_web,
    opens,
    click_rate,
    purchase_conversions,
    purchase_amount,
    conversion_window_hours,
    is_settings_breakpoint,
    purchase_net_amount,
    is_final,
    open_window_rate
from {{ ref('int_campaign_days_reported') }}
where
    channel = 'push'
    and ({{ is_any_not_zero(['targeted', 'sent', 'failed', 'restricted', 'clicks']) }} or is_settings_breakpoint)
