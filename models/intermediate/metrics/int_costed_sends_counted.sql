{{ config(materialized='view') }}

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

counted_sends as (
    select
        counted.*,
        costed_formats.message_format as costed_format
    from {{ ref('int_campaign_events_counted') }} as counted
    inner join costed_campaigns on counted.campaign_id = costed_campaigns.campaign_id
    left join costed_formats
        on
            counted.campaign_id = costed_formats.campaign_id
            and counted.message_format = costed_formats.message_format
    where counted.event_type = 'sent'
),

-- Sends between the first and the last of which another cost came into force: only these are read one by one.
sends_of_changing_cost as (
    select distinct counted_sends.*
    from counted_sends
    inner join unit_costs
        on
            counted_sends.campaign_id = unit_costs.campaign_id
            and counted_sends.costed_format is not distinct from unit_costs.message_format
            and counted_sends.first_occurred_at < unit_costs.effective_from
            and counted_sends.last_occurred_at >= unit_costs.effective_from
            and not unit_costs.is_first
),

single_sends as (
    select
        events.kind_hash,
        events.occurred_at,
        {{ report_date_of('events.occurred_at', 'hours.report_date') }} as report_date
    from {{ ref('int_message_events_accepted') }} as events
    left join {{ ref('int_hours_dated') }} as hours on {{ hour_of('events.occurred_at') }} = hours.hour_at
    where events.kind_hash in (select changing.kind_hash from sends_of_changing_cost as changing)
)

select
    counted_sends.campaign_id,
    counted_sends.channel,
    counted_sends.report_date,
    counted_sends.costed_format,
    counted_sends.first_occurred_at as occurred_at,
    counted_sends.events
from counted_sends
left join sends_of_changing_cost as changing
    on counted_sends.kind_hash = changing.kind_hash and counted_sends.report_date = changing.report_date
where changing.kind_hash is null

union all

select
    changing.campaign_id,
    changing.channel,
    changing.report_date,
    changing.costed_format,
    single_sends.occurred_at,
    1 as events
from single_sends
inner join sends_of_changing_cost as changing
    on single_sends.kind_hash = changing.kind_hash and single_sends.report_date = changing.report_date
