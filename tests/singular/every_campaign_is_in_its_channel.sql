-- Every campaign has its row in the mart of its own channel, even if nothing was sent.
select
    campaigns.channel,
    campaigns.campaign_id
from {{ ref('int_campaigns_latest') }} as campaigns
left join (
    {%- for channel in ['push', 'kakaotalk', 'text', 'in_app'] %}
    select
        '{{ channel }}' as channel,
        campaign_id
    from {{ ref(channel ~ '_campaigns') }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
) as reported
    on campaigns.channel = reported.channel and campaigns.campaign_id = reported.campaign_id
where reported.campaign_id is null
