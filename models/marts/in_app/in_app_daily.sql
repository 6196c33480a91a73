select
    campaign_id,
    report_date,
    impressions,
    impressions_android,
    impressions_ios,
    impressions_web,
    clicks,
    clicks_android,
    clicks_ios,
    clicks_web,
    button_clicks,
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
    channel = 'in_app'
    and ({{ is_any_not_zero(['impressions', 'clicks']) }} or is_settings_breakpoint)
