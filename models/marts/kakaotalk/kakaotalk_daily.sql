select
    campaign_id,
    report_date,
    targeted,
    sent,
    failed,
    restricted,
    restricted_fatigue,
    restricted_do_not_disturb,
    clicks,
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
    channel = 'kakaotalk'
    and ({{ is_any_not_zero(['targeted', 'sent', 'failed', 'restricted', 'clicks']) }} or is_settings_breakpoint)
