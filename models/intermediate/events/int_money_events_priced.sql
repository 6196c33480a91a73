with app_events as (
    select * from {{ ref('int_app_events_arrived') }}
    where is_about_money and defect is null
),

purchase_events as (
    select * from {{ ref('stg_purchase_events') }}
),

exchange_rates as (
    select * from {{ ref('int_exchange_rates_resolved') }}
),

payloads as (
    select
        app_events.*,
        purchase_events.role as money_role,
        purchase_events.amount_key,
        purchase_events.quantity_key,
        purchase_events.order_id_key,
        purchase_events.currency_key,
        purchase_events.currency as default_currency,
        cast({{ in_report_timezone('app_events.occurred_at') }} as date) as report_date,
        app_events.properties as payload
    from app_events
    inner join purchase_events on app_events.event_name = purchase_events.event_name
),

located as (
    select
        *,
        {{ json_value('payload', 'amount_key') }} as amount_value,
        {{ json_value('payload', 'quantity_key') }} as quantity_value,
        {{ json_value('payload', 'order_id_key') }} as order_id_value,
        {{ json_value('payload', 'currency_key') }} as currency_value
    from payloads
),

extracted as (
    select
        *,
        {{ json_decimal('amount_value') }} as amount_stated,
        case when quantity_key is null then '1' else {{ json_decimal('quantity_value') }} end as quantity,
        coalesce({{ json_text('order_id_value') }}, {{ json_number('order_id_value') }}) as order_id,
        coalesce({{ json_text('currency_value') }}, default_currency) as currency
    from located
),

multiplied as (
    select
        *,
        case
            when {{ is_amount('amount_stated') }} and {{ is_amount('quantity') }}
                then {{ exact_product('amount_stated', 'quantity') }}
        end as amount_in_currency
    from extracted
)

select
    multiplied.event_hash,
    multiplied.event_id,
    multiplied.event_name,
    multiplied.occurred_at,
    multiplied.received_at,
    multiplied.device_hash,
    multiplied.user_hash,
    multiplied.platform,
    multiplied.properties,
    multiplied.money_role,
    multiplied.order_id,
    multiplied.currency,
    {{ round_money('cast(multiplied.amount_in_currency as decimal(38, 2)) * exchange_rates.rate') }} as amount,
    multiplied.amount_in_currency is not null as has_amount,
    exchange_rates.rate is not null as has_rate
from multiplied
left join exchange_rates
    on
        multiplied.currency = exchange_rates.currency
        and multiplied.report_date >= exchange_rates.effective_date
        and (multiplied.report_date < exchange_rates.replaced_date or exchange_rates.replaced_date is null)
