-- The sends whose window is open are a part of the day's sends, in the app of its impressions.
{% for channel in ['push', 'kakaotalk', 'text', 'in_app'] %}
select
    '{{ channel }}' as channel,
    campaign_id,
    report_date
from {{ ref(channel ~ '_daily') }}
where
    open_window_rate not between 0 and 1
    or (open_window_rate is null) != ({{ 'impressions' if channel == 'in_app' else 'sent' }} = 0)
{{ 'union all' if not loop.last }}
{% endfor %}
