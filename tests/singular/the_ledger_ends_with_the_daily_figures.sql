-- What was reported last is what the daily tables show, figure by figure; what they show no more was reported as 0.
with last_entries as (
    select
        campaign_id,
        channel,
        report_date,
        metric,
        {{ value_of_greatest('new_value', 'report') }} as last_value
    from {{ ref('reported_figures') }}
    group by campaign_id, channel, report_date, metric
),

figures as (
    select * from {{ ref('daily_figures') }}
)

select
    coalesce(figures.campaign_id, last_entries.campaign_id) as campaign_id,
    coalesce(figures.channel, last_entries.channel) as channel,
    coalesce(figures.report_date, last_entries.report_date) as report_date,
    coalesce(figures.metric, last_entries.metric) as metric,
    figures.value,
    last_entries.last_value
from figures
full outer join last_entries
    on
        figures.campaign_id = last_entries.campaign_id
        and figures.channel = last_entries.channel
        and figures.report_date = last_entries.report_date
        and figures.metric = last_entries.metric
where coalesce(figures.value, 0) is distinct from last_entries.last_value
