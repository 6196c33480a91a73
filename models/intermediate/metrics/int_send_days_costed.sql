with unit_costs as (
    select * from {{ ref('int_unit_costs_resolved') }}
),

costed_formats as (
    select distinct
        campaign_id,
        message_format
    from unit_costs
),

costed_campaigns as (
    select distinct campaign_id from unit_costs
),

exchange_rates as (
    select * from {{ ref('int_exchange_rates_resolved') }}
),

sends as (
    select
        message_events.campaign_id,
        message_events.channel,
        message_events.occurred_at,
        {{ report_date_of('message_events.occurred_at', 'hours.report_date') }} as report_date,
        costed_formats.message_format as costed_format
    from {{ ref('int_message_events_accepted') }} as message_events
    inner join costed_campaigns on message_events.campaign_id = costed_campaigns.campaign_id
    left join costed_formats
        on
            message_events.campaign_id = costed_formats.campaign_id
            and message_events.message_format = costed_formats.message_format
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('message_events.occurred_at') }} = hours.hour_at
    where message_events.event_type = 'sent'
),

priced as (
    select
        sends.campaign_id,
        sends.channel,
        sends.report_date,
        unit_costs.currency,
        unit_costs.unit_cost,
        count(*) as sent
    from sends
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
