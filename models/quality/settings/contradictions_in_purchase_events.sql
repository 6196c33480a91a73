{% set key = ['event_name'] %}

with purchase_events as (
    select * from {{ ref('stg_purchase_events') }}
)

{{ repeated_keys('purchase_events', 'purchase_events', key) }}
union all
{{ missing_values('purchase_events', 'purchase_events', key, ['event_name', 'amount_key', 'currency']) }}
union all
select
    {{ contradiction(
        'purchase_events', key, 'role_is_known',
        "concat('role is ', coalesce(role, 'null'), '; allowed: purchase, refund')"
    ) }}
from purchase_events
where coalesce(role, '') not in ('purchase', 'refund')
