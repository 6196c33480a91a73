{{ config(materialized='view') }}

with changed_inputs as (
    select * from {{ ref('int_person_inputs_changed') }}
),

message_events as (
    select
        *,
        {{ is_unread_batch('batch') }}
        or {{ hash_of('campaign_id') }} in (select input_hash from changed_inputs where kind = 'campaign') as is_changed
    from {{ ref('int_message_events_arrived') }}
    where defect is null
),

app_events as (
    select * from {{ ref('int_app_events_arrived') }}
    where defect is null and {{ is_unread_batch('batch') }}
),

conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

money_events as (
    select * from {{ ref('int_money_events_priced') }}
),

changed_money_events as (
    select * from money_events
    where event_hash in (select input_hash from changed_inputs where kind = 'money')
),

changed_touches as (
    select 'touch' as kind, event_hash, device_hash, user_hash, occurred_at from message_events
    where is_changed and event_type in ('sent', 'impression', 'open', 'click')
),

changed_conversions as (
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from app_events
    where event_name in (select event_name from conversion_events)
),

money_events_of_changed_orders as (
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from changed_money_events
    union all
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from money_events
    where order_id in (select order_id from changed_money_events)
),

copies_of_changed_events as (
    select 'touch' as kind, event_hash, device_hash, user_hash, occurred_at
    from {{ ref('int_message_events_repeated') }}
    where event_hash in (select event_hash from message_events where is_changed)
    union all
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at
    from {{ ref('int_app_events_repeated') }}
    where
        event_hash in (select event_hash from app_events)
        or event_hash in (select event_hash from changed_money_events)
)

select * from changed_touches
union all
select * from changed_conversions
union all
select * from money_events_of_changed_orders
union all
select * from copies_of_changed_events
