{{ config(materialized='append_only', post_hook='{{ remember_report() }}') }}

with figures as (
    select * from {{ ref('daily_figures') }}
),

last_report as (
    select * from {{ ref('int_last_report_remembered') }}
),

last_entries as (
    select
        campaign_id,
        channel,
        report_date,
        metric,
        {{ value_of_greatest('new_value', 'report') }} as last_value
    from {{ this }}
    group by campaign_id, channel, report_date, metric
),

-- What is no longer there is 0.
compared as (
    select
        coalesce(figures.campaign_id, last_entries.campaign_id) as campaign_id,
        coalesce(figures.channel, last_entries.channel) as channel,
        coalesce(figures.report_date, last_entries.report_date) as report_date,
        coalesce(figures.metric, last_entries.metric) as metric,
        last_entries.last_value,
        coalesce(figures.value, 0) as new_value
    from figures
    full outer join last_entries
        on
            figures.campaign_id = last_entries.campaign_id
            and figures.channel = last_entries.channel
            and figures.report_date = last_entries.report_date
            and figures.metric = last_entries.metric
),

moved_purchases as (
    select * from {{ ref('int_purchases_moved') }}
),

moved_figures as (
    {%- for metric in ['purchase_conversions', 'purchase_amount', 'purchase_net_amount'] %}
    select
        campaign_id,
        channel,
        report_date,
        '{{ metric }}' as metric,
        {{ value_of_greatest('cause', '(' ~ metric ~ ', cause)') }} as cause
    from moved_purchases
    where {{ metric }} != 0
    group by campaign_id, channel, report_date
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

changed_settings as (
    select * from {{ ref('int_settings_changed') }}
),

unreported_campaigns as (
    select distinct campaign_id from {{ ref('int_message_events_unreported') }}
),

resettled_campaigns as (
    select
        changed_settings.campaign_id,
        changed_settings.has_come_or_gone and unreported_campaigns.campaign_id is null as has_come_or_gone
    from changed_settings
    left join unreported_campaigns on changed_settings.campaign_id = unreported_campaigns.campaign_id
    where changed_settings.scope = 'campaign'
),

explained as (
    select
        compared.*,
        coalesce(compared.last_value, case when compared.report_date <= last_report.reported_date then 0 end)
            as old_value,
        case
            when moved_figures.cause is not null then moved_figures.cause
            when
                resettled_campaigns.has_come_or_gone
                or (resettled_campaigns.campaign_id is not null and compared.metric like 'purchase_%')
                or 'days' in (select changed_settings.scope from changed_settings)
                then 'settings_change'
            else 'arrival'
        end as cause,
        {{ arrival_cause('compared.report_date', 'last_report') }} as arrival_cause
    from compared
    left join last_report on true
    left join resettled_campaigns on compared.campaign_id = resettled_campaigns.campaign_id
    left join moved_figures
        on
            compared.campaign_id = moved_figures.campaign_id
            and compared.channel = moved_figures.channel
            and compared.report_date = moved_figures.report_date
            and compared.metric = moved_figures.metric
    where compared.new_value != coalesce(compared.last_value, 0)
),

build as (
    select
        max(batch) as report,
        cast(max(started_at) as timestamp) as reported_at
    from lookback_state.builds
)

select
    explained.campaign_id,
    explained.channel,
    explained.report_date,
    explained.metric,
    build.report,
    build.reported_at,
    explained.old_value,
    explained.new_value,
    case
        when explained.old_value is null then null
        when explained.cause = 'arrival' then explained.arrival_cause
        else explained.cause
    end as cause
from explained
cross join build
