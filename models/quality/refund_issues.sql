with refunds as (
    select * from {{ ref('int_refunds_matched') }}
),

issues as (
    select
        *,
        'without_purchase' as issue
    from refunds
    where conversion_id is null

    union all

    select
        *,
        'before_purchase' as issue
    from refunds
    where refunded_at < converted_at

    union all

    select
        *,
        'above_purchase' as issue
    from refunds
    where conversion_id is not null and amount > deducted_amount
)

select
    refund_id,
    issue,
    order_id,
    refunded_at,
    amount,
    conversion_id,
    converted_at,
    purchase_amount,
    deducted_amount
from issues
