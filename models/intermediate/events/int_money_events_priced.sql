{{ config(materialized='incremental_by_arrival') }}

with money_events as (
    select
        *,
        cast({{ in_report_timezone('occurred_at') }} as date) as report_date
    from {{ ref('int_money_events_extracted') }}
    where {{ is_unread_batch('batch') }}
),

exchange_rates as (
    select * from {{ ref('int_exchange_rates_resolved') }}
)

select
    money_events.event_hash,
    money_events.event_id,
    money_events.event_name,
    money_events.occurred_at,
    money_events.received_at,
    money_events.device_hash,
    money_events.user_hash,
    money_events.platform,
    money_events.properties,
    money_events.money_role,
    money_events.order_id,
    money_events.currency,
    {{ round_money('cast(money_events.amount_in_currency as decimal(38, 2)) * exchange_rates.rate') }} as amount,
    money_events.amount_in_currency is not null as has_amount,
    exchange_rates.rate is not null as has_rate,
    money_events.batch
from money_events
left join exchange_rates
    on
        money_events.currency = exchange_rates.currency
        and money_events.report_date >= exchange_rates.effective_date
        and (money_events.report_date < exchange_rates.replaced_date or exchange_rates.replaced_date is null)
