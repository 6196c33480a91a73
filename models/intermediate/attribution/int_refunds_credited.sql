with refunds as (
    select
        *,
        max(deducted_so_far) over (partition by conversion_hash) as deducted_in_all
    from {{ ref('int_refunds_matched') }}
    where deducted_amount > 0
),

credits as (
    select
        *,
        credited_amount - credited_net_amount as refunded_in_all,
        credit != 'every_touch' and touch_number = max(touch_number) over (partition by ruleset, conversion_hash)
            as takes_remainder
    from {{ ref('int_credits_shared') }}
    where conversion_hash in (select refunds.conversion_hash from refunds)
),

rounded as (
    select
        credits.*,
        refunds.refund_hash,
        refunds.refund_id,
        refunds.refunded_at,
        refunds.report_date as refund_date,
        refunds.deducted_so_far,
        {{ share_of_money(
            'credits.refunded_in_all',
            'cast(refunds.deducted_so_far * 100 as ' ~ wide_integer() ~ ')',
            'cast(refunds.deducted_in_all * 100 as ' ~ wide_integer() ~ ')'
        ) }} as rounded_so_far
    from credits
    inner join refunds on credits.conversion_hash = refunds.conversion_hash
),

accumulated as (
    select
        *,
        case
            when takes_remainder
                then
                    deducted_so_far + rounded_so_far
                    - sum(rounded_so_far) over (partition by ruleset, conversion_hash, refund_hash)
            else rounded_so_far
        end as refunded_so_far
    from rounded
),

refunded as (
    select
        *,
        refunded_so_far - lag(refunded_so_far, 1, 0) over (
            partition by ruleset, conversion_hash, campaign_id order by refunded_at, refund_id
        ) as refunded_amount
    from accumulated
)

select
    ruleset,
    refund_hash,
    conversion_hash,
    campaign_id,
    channel,
    refund_date as report_date,
    {{ as_money('refunded_amount') }} as refunded_amount
from refunded
where is_counted
