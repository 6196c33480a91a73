-- The clicked elements of a campaign add up to its clicks.
{% for channel in ['push', 'kakaotalk', 'in_app'] %}
select
    '{{ channel }}' as channel,
    campaigns.campaign_id
from {{ ref(channel ~ '_campaigns') }} as campaigns
left join {{ ref(channel ~ '_clicks') }} as elements on campaigns.campaign_id = elements.campaign_id
group by campaigns.campaign_id
having max(campaigns.clicks) != coalesce(sum(elements.clicks), 0)
{{ 'union all' if not loop.last }}
{% endfor %}
