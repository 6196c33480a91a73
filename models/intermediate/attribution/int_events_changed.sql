{{ config(materialized='view') }}

with changed_campaigns as (
    select input_hash as campaign_hash from {{ ref('int_person_inputs_changed') }}
    where kind = 'campaign'
),

changed_kinds as (
    select kind_hash from {{ ref('int_message_kinds_listed') }}
    where {{ hash_of('campaign_id') }} in (select changed_campaigns.campaign_hash from changed_campaigns)
),

changed_money as (
    select input_hash as event_hash from {{ ref('int_person_inputs_changed') }}
    where kind = 'money'
),

message_events as (
    {{ unread_or_changed(
        ref('int_message_events_described'), 'kind_hash in (select changed_kinds.kind_hash from changed_kinds)'
    ) }}
),

changed_messages as (
    select * from message_events
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
    where
        event_hash in (select changed_money.event_hash from changed_money)
        or event_hash in (select app_events.event_hash from app_events)
),

changed_touches as (
    select 'touch' as kind, event_hash, device_hash, user_hash, occurred_at from changed_messages
    where {{ is_touch('event_type', 'trigger_type') }}
),

changed_conversions as (
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from app_events
    where event_name in (select conversion_events.event_name from conversion_events)
),

money_events_of_changed_orders as (
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from changed_money_events
    union all
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from money_events
    where order_id in (select changed_money_events.order_id from changed_money_events)
),

copies_of_changed_events as (
    select 'copied_touch' as kind, event_hash, device_hash, user_hash, occurred_at
    from {{ ref('int_message_events_repeated') }}
    where event_hash in (select changed_messages.event_hash from changed_messages)
    union all
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at
    from {{ ref('int_app_events_repeated') }}
    where
        event_hash in (select app_events.event_hash from app_events)
        or event_hash in (select changed_money_events.event_hash from changed_money_events)
)

select * from changed_touches
union all
select * from changed_conversions
union all
select * from money_events_of_changed_orders
union all
select * from copies_of_changed_events
