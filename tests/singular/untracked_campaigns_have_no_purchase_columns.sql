-- A campaign that does not track purchases shows none: null, not 0; a campaign that does shows a number.
{% for channel in ['push', 'kakaotalk', 'text', 'in_app'] %}
select
    '{{ channel }}' as channel,
    reported.campaign_id
from {{ ref(channel ~ '_campaigns') }} as reported
inner join {{ ref('int_campaigns_latest') }} as campaigns on reported.campaign_id = campaigns.campaign_id
where
    campaigns.purchase_conversion_tracking != (reported.purchase_conversions is not null)
    or campaigns.purchase_conversion_tracking != (reported.purchase_amount is not null)
{{ 'union all' if not loop.last }}
{% endfor %}
