with credited as (
    select
        ruleset,
        report_date,
        channel,
        {{ sum_of_weights('credit_weight') }} as credited_conversions,
        count(distinct conversion_hash) as credited_purchases,
        sum(credited_amount) as credited_amount,
        sum(credited_net_amount) as credited_net_amount
    from {{ ref('int_credits_counted') }}
    where conversion_kind = 'purchase'
    group by ruleset, report_date, channel
),

credited_refunds as (
    select
        ruleset,
        report_date,
        channel,
        sum(refunded_amount) as refunded_amount
    from {{ ref('int_refunds_credited') }}
    group by ruleset, report_date, channel
),

purchases as (
    select * from {{ ref('int_purchases_deduplicated') }}
),

deduplicated as (
    select
        ruleset,
        report_date,
        channel,
        count(*) as conversions,
        sum(amount) as amount,
        sum(net_amount) as net_amount
    from purchases
    group by ruleset, report_date, channel
),

deduplicated_refunds as (
    select
        purchases.ruleset,
        refunds.report_date,
        purchases.channel,
        sum(refunds.deducted_amount) as refunded_amount
    from {{ ref('int_refunds_matched') }} as refunds
    inner join purchases on refunds.conversion_hash = purchases.conversion_hash
    where refunds.deducted_amount > 0
    group by purchases.ruleset, refunds.report_date, purchases.channel
),

days as (
    {%- for relation in ['credited', 'credited_refunds', 'deduplicated', 'deduplicated_refunds'] %}
    select ruleset, report_date, channel from {{ relation }}
    {{ 'union distinct' if not loop.last }}
    {%- endfor %}
)

select
    days.ruleset,
    days.report_date,
    days.channel,
    coalesce(credited.credited_conversions, 0) as credited_conversions,
    coalesce(credited.credited_purchases, 0) as credited_purchases,
    coalesce(deduplicated.conversions, 0) as deduplicated_conversions,
    {{ rate('credited.credited_conversions', 'credited.credited_purchases') }} as over_credit_factor,
    {%- for column, sum in {
        'credited_amount': 'credited.credited_amount',
        'credited_net_amount': 'credited.credited_net_amount',
        'credited_refunded_amount': 'credited_refunds.refunded_amount',
        'deduplicated_amount': 'deduplicated.amount',
        'deduplicated_net_amount': 'deduplicated.net_amount',
        'deduplicated_refunded_amount': 'deduplicated_refunds.refunded_amount',
    }.items() %}
    cast(coalesce({{ sum }}, 0) as decimal(38, 2)) as {{ column }},
    {%- endfor %}
    days.report_date < settlement.first_open_date as is_final
from days
cross join {{ ref('int_settlement_reached') }} as settlement
{%- for relation in ['credited', 'credited_refunds', 'deduplicated', 'deduplicated_refunds'] %}
left join {{ relation }}
    on
        days.ruleset = {{ relation }}.ruleset
        and days.report_date = {{ relation }}.report_date
        and days.channel = {{ relation }}.channel
{%- endfor %}
