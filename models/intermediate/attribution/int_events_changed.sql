{{ config(materialized='view') }}

with changed_inputs as (
    select * from {{ ref('int_person_inputs_changed') }}
),

touches as (
    select
        'touch' as kind,
        event_hash,
        device_hash,
        user_hash,
        occurred_at,
        campaign_id,
        batch
    from {{ ref('int_message_events_arrived') }}
    where defect is null and event_type in ('sent', 'impression', 'open', 'click')
),

conversions as (
    select
        'conversion' as kind,
        app_events.event_hash,
        app_events.device_hash,
        app_events.user_hash,
        app_events.occurred_at,
        app_events.batch
    from {{ ref('int_app_events_arrived') }} as app_events
    inner join {{ ref('int_conversion_events_listed') }} as conversion_events
        on app_events.event_name = conversion_events.event_name
    where app_events.defect is null
),

money_events as (
    select * from {{ ref('int_money_events_priced') }}
),

unread_events as (
    select kind, event_hash, device_hash, user_hash, occurred_at from touches
    where {{ is_unread_batch('batch') }}
    union all
    select kind, event_hash, device_hash, user_hash, occurred_at from conversions
    where {{ is_unread_batch('batch') }}
),

copies_of_unread_events as (
    select 'touch' as kind, event_hash, device_hash, user_hash, occurred_at
    from {{ ref('int_message_events_repeated') }}
    where event_hash in (select event_hash from unread_events where kind = 'touch')
    union all
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at
    from {{ ref('int_app_events_repeated') }}
    where event_hash in (select event_hash from unread_events where kind = 'conversion')
),

touches_of_changed_campaigns as (
    select kind, event_hash, device_hash, user_hash, occurred_at from touches
    where {{ hash_of('campaign_id') }} in (select input_hash from changed_inputs where kind = 'campaign')
),

changed_money_events as (
    select * from money_events
    where event_hash in (select input_hash from changed_inputs where kind = 'money')
),

money_events_of_changed_orders as (
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from changed_money_events
    union all
    select 'conversion' as kind, event_hash, device_hash, user_hash, occurred_at from money_events
    where order_id in (select order_id from changed_money_events)
)

select * from unread_events
union all
select * from copies_of_unread_events
union all
select * from touches_of_changed_campaigns
union all
select * from money_events_of_changed_orders
