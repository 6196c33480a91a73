with refunds as (
    select
        order_id,
        sum(amount) as refunded_amount
    from {{ ref('int_app_events_accepted') }}
    where money_role = 'refund' and order_id is not null
    group by order_id
),

purchases as (
    select
        *,
        row_number() over (partition by order_id order by converted_at, conversion_id) as order_position
    from {{ ref('int_conversions_identified') }}
    where conversion_kind = 'purchase'
)

select
    purchases.conversion_hash,
    coalesce(cast(refunds.refunded_amount as decimal(18, 2)), 0) as refunded_amount,
    cast(greatest(purchases.amount - coalesce(refunds.refunded_amount, 0), 0) as decimal(18, 2)) as net_amount
from purchases
left join refunds on purchases.order_id = refunds.order_id and purchases.order_position = 1
