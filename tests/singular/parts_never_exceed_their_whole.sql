-- Platforms, reasons, opens and distinct persons are parts: none of them exceeds the count that it is part of.
select campaign_id
from {{ ref('push_campaigns') }}
where
    targeted_android + targeted_ios + targeted_web > targeted
    or sent_android + sent_ios + sent_web > sent
    or clicks_android + clicks_ios + clicks_web > clicks
    or restricted_fatigue + restricted_do_not_disturb > restricted
    or opens > clicks
    or sent_devices > sent
    or sent_users > sent
    or opened_devices > opens
    or opened_users > opens
union all
select campaign_id
from {{ ref('in_app_campaigns') }}
where
    impressions_android + impressions_ios + impressions_web > impressions
    or clicks_android + clicks_ios + clicks_web > clicks
    or button_clicks > clicks
    or unique_impressions > impressions
    or user_impressions > impressions
    or unique_clicks > clicks
    or user_clicks > clicks
{%- for channel in ['kakaotalk', 'text'] %}
union all
select campaign_id
from {{ ref(channel ~ '_campaigns') }}
where restricted_fatigue + restricted_do_not_disturb > restricted or sent_users > sent
{%- endfor %}
