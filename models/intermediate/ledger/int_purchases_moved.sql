{{ config(materialized='view') }}

with known as (
    select * from lookback_state.reported_purchases
),

present as (
    select * from {{ ref('int_purchases_credited') }}
),

last_report as (
    select * from {{ ref('int_last_report_remembered') }}
),

differences as (
    select
        conversion_hash,
        campaign_id,
        channel,
        report_date,
        sum(purchase_conversions) as purchase_conversions,
        sum(purchase_amount) as purchase_amount,
        sum(purchase_net_amount) as purchase_net_amount
    from (
        select * from present
        where campaign_id is not null
        union all
        select
            conversion_hash,
            person_hash,
            campaign_id,
            channel,
            report_date,
            -purchase_conversions as purchase_conversions,
            -purchase_amount as purchase_amount,
            -purchase_net_amount as purchase_net_amount
        from known
        where campaign_id is not null
    ) as known_and_present
    group by conversion_hash, campaign_id, channel, report_date
    having
        sum(purchase_conversions) != 0 or sum(purchase_amount) != 0 or sum(purchase_net_amount) != 0
),

purchases as (
    select
        differences.conversion_hash,
        bool_or(differences.purchase_conversions != 0 or differences.purchase_amount != 0) as is_gross,
        bool_or(changed_settings.scope is not null) as has_other_settings
    from differences
    left join {{ ref('int_settings_changed') }} as changed_settings
        on
            changed_settings.scope = 'purchases'
            or (changed_settings.scope = 'campaign' and changed_settings.campaign_id = differences.campaign_id)
    group by differences.conversion_hash
),

known_persons as (
    select distinct conversion_hash, person_hash from known
),

present_persons as (
    select distinct conversion_hash, person_hash from present
),

merged_persons as (
    select distinct changed.person_hash
    from {{ ref('int_persons_changed') }} as changed
    inner join last_report on changed.batch > last_report.batch
    where changed.changed_from = {{ beginning_of_time() }}
),

credited_touches as (
    select
        credits.conversion_hash,
        {{ hash_of('touches.touch_id') }} as event_hash
    from {{ ref('int_credits_counted') }} as credits
    inner join {{ ref('int_converters_touched') }} as touches
        on credits.person_hash = touches.person_hash and credits.touch_number = touches.touch_number
    where
        credits.ruleset = {{ text_literal(var('reporting_ruleset')) }}
        and credits.conversion_hash in (select purchases.conversion_hash from purchases)
),

new_touches as (
    select distinct touches.conversion_hash
    from credited_touches as touches
    inner join {{ ref('int_message_events_unreported') }} as events on touches.event_hash = events.event_hash
),

explained as (
    select
        purchases.conversion_hash,
        case
            when known_persons.conversion_hash is null then 'arrival'
            when present_persons.conversion_hash is null and not purchases.has_other_settings then 'arrival'
            when not purchases.is_gross then 'refund'
            when known_persons.person_hash != present_persons.person_hash then 'identity_merged'
            when new_touches.conversion_hash is not null then 'arrival'
            when merged_persons.person_hash is not null then 'identity_merged'
            when purchases.has_other_settings then 'settings_change'
            else 'arrival'
        end as cause
    from purchases
    left join known_persons on purchases.conversion_hash = known_persons.conversion_hash
    left join present_persons on purchases.conversion_hash = present_persons.conversion_hash
    left join merged_persons on present_persons.person_hash = merged_persons.person_hash
    left join new_touches on purchases.conversion_hash = new_touches.conversion_hash
)

select
    differences.campaign_id,
    differences.channel,
    differences.report_date,
    explained.cause,
    sum(abs(differences.purchase_conversions)) as purchase_conversions,
    sum(abs(differences.purchase_amount)) as purchase_amount,
    sum(abs(differences.purchase_net_amount)) as purchase_net_amount
from differences
inner join explained on differences.conversion_hash = explained.conversion_hash
group by differences.campaign_id, differences.channel, differences.report_date, explained.cause
