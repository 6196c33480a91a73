-- The days marked as breakpoints are those of settings_breakpoints, each in the mart of the campaign's own channel.
with marked as (
    {%- for channel in ['push', 'kakaotalk', 'text', 'in_app'] %}
    select
        '{{ channel }}' as channel,
        campaign_id,
        report_date
    from {{ ref(channel ~ '_daily') }}
    where is_settings_breakpoint
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

expected as (
    select distinct
        campaigns.channel,
        breakpoints.campaign_id,
        breakpoints.report_date
    from {{ ref('settings_breakpoints') }} as breakpoints
    inner join {{ ref('int_campaigns_latest') }} as campaigns on breakpoints.campaign_id = campaigns.campaign_id
)

select
    coalesce(marked.campaign_id, expected.campaign_id) as campaign_id,
    coalesce(marked.report_date, expected.report_date) as report_date
from marked
full outer join expected
    on
        marked.channel = expected.channel
        and marked.campaign_id = expected.campaign_id
        and marked.report_date = expected.report_date
where marked.campaign_id is null or expected.campaign_id is null
