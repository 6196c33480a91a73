with refunds as (
    select
        event_hash as refund_hash,
        event_id as refund_id,
        occurred_at as refunded_at,
        cast({{ in_report_timezone('occurred_at') }} as date) as report_date,
        order_id,
        amount
    from {{ ref('int_app_events_accepted') }}
    where money_role = 'refund'
),

purchases as (
    select
        *,
        row_number() over (partition by order_id order by converted_at, conversion_id) as order_position
    from {{ ref('int_conversions_identified') }}
    where conversion_kind = 'purchase' and order_id is not null
),

matched as (
    select
        refunds.*,
        purchases.conversion_hash,
        purchases.conversion_id,
        purchases.converted_at,
        purchases.amount as purchase_amount,
        coalesce(purchases.amount, 0) as refundable_amount,
        sum(refunds.amount) over (
            partition by refunds.order_id order by refunds.refunded_at, refunds.refund_id rows unbounded preceding
        ) as stated_so_far
    from refunds
    left join purchases on refunds.order_id = purchases.order_id and purchases.order_position = 1
)

select
    refund_hash,
    refund_id,
    refunded_at,
    report_date,
    order_id,
    amount,
    conversion_hash,
    conversion_id,
    converted_at,
    purchase_amount,
    cast(least(stated_so_far, refundable_amount) as decimal(18, 2)) as deducted_so_far,
    cast(
        least(stated_so_far, refundable_amount) - least(stated_so_far - amount, refundable_amount) as decimal(18, 2)
    ) as deducted_amount
from matched
