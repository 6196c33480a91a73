{{ config(
    materialized='incremental_by_arrival',
    meta={
        'kept_by': 'conversion_id',
        'accounted_inputs': ['int_purchases_refunded'],
        'uncompressed': ['conversion_id', 'order_id'],
    }
) }}

with conversions as (
    select * from {{ ref('int_conversions_identified') }}
    where {{ is_unread_batch('batch') }}
),

refunds as (
    select * from {{ ref('int_purchases_refunded') }}
)

select
    conversions.conversion_id,
    conversions.event_name,
    conversions.conversion_kind,
    {{ pseudonymous_user_key('conversions.user_key') }} as user_key,
    {{ is_identified('conversions.user_key') }} as is_identified,
    {{ pseudonym('conversions.device_id') }} as device_id,
    conversions.platform,
    conversions.converted_at,
    conversions.report_date,
    conversions.order_id,
    conversions.amount,
    conversions.currency,
    refunds.refunded_amount,
    refunds.net_amount
from conversions
left join refunds on conversions.conversion_hash = refunds.conversion_hash
