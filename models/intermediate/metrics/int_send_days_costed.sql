with unit_costs as (
    select * from {{ ref('int_unit_costs_resolved') }}
),

exchange_rates as (
    select * from {{ ref('int_exchange_rates_resolved') }}
),

priced as (
    select
        sends.campaign_id,
        sends.channel,
        sends.report_date,
        unit_costs.currency,
        unit_costs.unit_cost,
        cast(sum(sends.events) as bigint) as sent
    from {{ ref('int_costed_sends_counted') }} as sends
    left join unit_costs
        on
            sends.campaign_id = unit_costs.campaign_id
            and sends.costed_format is not distinct from unit_costs.message_format
            and (sends.occurred_at >= unit_costs.effective_from or unit_costs.is_first)
            and (sends.occurred_at < unit_costs.replaced_at or unit_costs.replaced_at is null)
    group by sends.campaign_id, sends.channel, sends.report_date, unit_costs.currency, unit_costs.unit_cost
)

select
    priced.campaign_id,
    priced.channel,
    priced.report_date,
    sum(coalesce(priced.sent * priced.unit_cost * exchange_rates.rate, 0)) as send_cost
from priced
left join exchange_rates
    on
        priced.currency = exchange_rates.currency
        and (priced.report_date >= exchange_rates.effective_date or exchange_rates.is_first)
        and (priced.report_date < exchange_rates.replaced_date or exchange_rates.replaced_date is null)
group by priced.campaign_id, priced.channel, priced.report_date
