-- The days of a campaign add up to its totals, count by count, on every channel.
{% set send_counts = ['targeted', 'sent', 'failed', 'restricted', 'restricted_fatigue', 'restricted_do_not_disturb'] %}
{% set shown_counts = {
    'push': send_counts + ['clicks', 'clicks_android', 'clicks_ios', 'clicks_web', 'opens', 'sent_android', 'sent_ios'],
    'kakaotalk': send_counts + ['clicks'],
    'text': send_counts + ['clicks'],
    'in_app': ['impressions', 'impressions_android', 'impressions_ios', 'clicks', 'clicks_web', 'button_clicks'],
} %}

{% for channel, counts in shown_counts.items() %}
select
    '{{ channel }}' as channel,
    campaigns.campaign_id
from {{ ref(channel ~ '_campaigns') }} as campaigns
left join {{ ref(channel ~ '_daily') }} as days on campaigns.campaign_id = days.campaign_id
group by campaigns.campaign_id
having
    {%- for count in counts %}
    max(campaigns.{{ count }}) != coalesce(sum(days.{{ count }}), 0) or
    {%- endfor %}
    abs(max(campaigns.purchase_conversions) - coalesce(sum(days.purchase_conversions), 0)) > 1e-6
    or max(campaigns.purchase_amount) != coalesce(sum(days.purchase_amount), 0)
{{ 'union all' if not loop.last }}
{% endfor %}
