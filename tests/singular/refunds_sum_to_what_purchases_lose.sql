-- What refunds take off a purchase is what its net amount is below its amount, and no refund takes more than it states.
with purchases as (
    select
        conversion_id,
        amount - net_amount as lost_amount
    from {{ ref('conversions') }}
    where conversion_kind = 'purchase'
),

refunds as (
    select
        conversion_id,
        sum(deducted_amount) as deducted_amount,
        min(deducted_amount) as smallest_deduction,
        min(amount - deducted_amount) as smallest_rest
    from {{ ref('int_refunds_matched') }}
    group by conversion_id
)

select coalesce(purchases.conversion_id, refunds.conversion_id) as conversion_id
from purchases
full outer join refunds on purchases.conversion_id = refunds.conversion_id
where
    coalesce(purchases.lost_amount, 0) != coalesce(refunds.deducted_amount, 0)
    or refunds.smallest_deduction < 0
    or refunds.smallest_rest < 0
