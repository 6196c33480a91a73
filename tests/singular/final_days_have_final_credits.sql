-- A day is final when all that lies before is, and its credits are.
{% set tables = [
    'push_daily', 'kakaotalk_daily', 'text_daily', 'in_app_daily', 'purchases_daily', 'attribution_summary',
] %}

{% for table in tables %}
select
    '{{ table }}' as table_name,
    max(days.report_date) as report_date
from {{ ref(table) }} as days
having
    max(case when days.is_final then days.report_date end) >= min(case when not days.is_final then days.report_date end)
    or max(case when days.is_final then days.report_date end) >= (
        select min(credits.report_date) from {{ ref('conversion_credits') }} as credits
        where not credits.is_final
    )
{{ 'union all' if not loop.last }}
{% endfor %}
