with windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
)

select
    campaigns.campaign_id,
    windows.effective_at,
    windows.effective_date as report_date,
    'conversion_window_hours' as setting,
    cast(windows.previous_window_hours as string) as old_value,
    cast(windows.window_hours as string) as new_value
from windows
inner join campaigns
    on
        campaigns.purchase_conversion_tracking
        and campaigns.published_at < windows.effective_at
        and (campaigns.ends_at is null or campaigns.ends_at > windows.effective_at)
where windows.window_hours != windows.previous_window_hours
