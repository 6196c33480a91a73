with counts as (
    select * from {{ ref('int_campaign_days_counted') }}
),

purchases as (
    select * from {{ ref('int_purchases_counted') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
),

breakpoint_days as (
    select distinct
        breakpoints.campaign_id,
        campaigns.channel,
        breakpoints.report_date
    from {{ ref('int_breakpoints_listed') }} as breakpoints
    inner join campaigns on breakpoints.campaign_id = campaigns.campaign_id
),

windows as (
    select * from {{ ref('int_conversion_windows_resolved') }}
),

settlement as (
    select * from {{ ref('int_settlement_reached') }}
),

open_sends as (
    select * from {{ ref('int_open_sends_counted') }}
),

days as (
    select campaign_id, channel, report_date from counts
    union distinct
    select campaign_id, channel, report_date from purchases
    union distinct
    select campaign_id, channel, report_date from breakpoint_days
)

select
    days.campaign_id,
    days.channel,
    days.report_date,
    {%- for name in count_names() %}
    coalesce(counts.{{ name }}, 0) as {{ name }},
    {%- endfor %}
    {{ rate('counts.clicks', click_rate_base('days.channel', 'counts.sent', 'counts.impressions')) }} as click_rate,
    case when campaigns.purchase_conversion_tracking then coalesce(purchases.purchase_conversions, 0) end
        as purchase_conversions,
    case when campaigns.purchase_conversion_tracking then coalesce(purchases.purchase_amount, 0) end
        as purchase_amount,
    case when campaigns.purchase_conversion_tracking then coalesce(purchases.purchase_net_amount, 0) end
        as purchase_net_amount,
    windows.window_hours as conversion_window_hours,
    breakpoint_days.report_date is not null as is_settings_breakpoint,
    coalesce(days.report_date < settlement.first_open_date, false) as is_final,
    {{ rate(
        'coalesce(open_sends.open_sends, 0)', click_rate_base('days.channel', 'counts.sent', 'counts.impressions')
    ) }} as open_window_rate
from days
cross join settlement
inner join campaigns on days.campaign_id = campaigns.campaign_id
inner join windows
    on
        (days.report_date >= windows.effective_date or windows.is_first)
        and (days.report_date < windows.replaced_date or windows.replaced_date is null)
left join counts
    on
        days.campaign_id = counts.campaign_id
        and days.channel = counts.channel
        and days.report_date = counts.report_date
left join purchases
    on
        days.campaign_id = purchases.campaign_id
        and days.channel = purchases.channel
        and days.report_date = purchases.report_date
left join open_sends
    on
        days.campaign_id = open_sends.campaign_id
        and days.channel = open_sends.channel
        and days.report_date = open_sends.report_date
left join breakpoint_days
    on
        days.campaign_id = breakpoint_days.campaign_id
        and days.channel = breakpoint_days.channel
        and days.report_date = breakpoint_days.report_date
