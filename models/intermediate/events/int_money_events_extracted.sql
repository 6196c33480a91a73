{{ config(materialized='incremental_by_arrival') }}

with app_events as (
    select * from {{ ref('int_app_events_arrived') }}
    where is_about_money and defect is null and {{ is_unread_batch('batch') }}
),

purchase_events as (
    select * from {{ ref('stg_purchase_events') }}
),

located as (
    select
        app_events.*,
        purchase_events.role as money_role,
        purchase_events.quantity_key,
        purchase_events.currency as default_currency,
        {{ json_value('app_events.properties', 'purchase_events.amount_key') }} as amount_value,
        {{ json_value('app_events.properties', 'purchase_events.quantity_key') }} as quantity_value,
        {{ json_value('app_events.properties', 'purchase_events.order_id_key') }} as order_id_value,
        {{ json_value('app_events.properties', 'purchase_events.currency_key') }} as currency_value
    from app_events
    inner join purchase_events on app_events.event_name = purchase_events.event_name
),

extracted as (
    select
        *,
        {{ json_decimal('amount_value') }} as amount_stated,
        case when quantity_key is null then '1' else {{ json_decimal('quantity_value') }} end as quantity,
        coalesce({{ json_text('order_id_value') }}, {{ json_number('order_id_value') }}) as order_id,
        coalesce({{ json_text('currency_value') }}, default_currency) as currency
    from located
)

select
    event_hash,
    event_id,
    event_name,
    occurred_at,
    received_at,
    device_hash,
    user_hash,
    platform,
    properties,
    money_role,
    order_id,
    currency,
    case
        when {{ is_amount('amount_stated') }} and {{ is_amount('quantity') }}
            then {{ exact_product('amount_stated', 'quantity') }}
    end as amount_in_currency,
    batch
from extracted
