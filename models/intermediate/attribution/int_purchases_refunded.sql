with refunds as (
    select
        conversion_hash,
        sum(amount) as refunded_amount
    from {{ ref('int_refunds_matched') }}
    where conversion_hash is not null
    group by conversion_hash
),

purchases as (
    select * from {{ ref('int_conversions_identified') }}
    where conversion_kind = 'purchase'
)

select
    purchases.conversion_hash,
    coalesce({{ as_money('refunds.refunded_amount') }}, 0) as refunded_amount,
    cast(greatest(purchases.amount - coalesce(refunds.refunded_amount, 0), 0) as decimal(18, 2)) as net_amount
from purchases
left join refunds on purchases.conversion_hash = refunds.conversion_hash
