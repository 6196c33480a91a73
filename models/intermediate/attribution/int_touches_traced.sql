-- depends_on: {{ ref('int_conversions_identified') }}
{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'conversion_hash', 'accounted_inputs': ['int_attribution_rules_resolved']}
) }}

with looked_at as (
    select
        *,
        case
            when is_eligible and is_participating then 2
            when is_eligible then 1
            else 0
        end as standing
    from {{ ref('int_touches_judged') }}
    where is_traced and (is_in_horizon or is_eligible)
),

preferred as (
    select
        *,
        {{ preference("case when is_eligible then credit end", 'standing') }} as preference
    from looked_at
),

shown as (
    select
        ruleset,
        conversion_hash,
        person_hash,
        converted_at,
        campaign_id,
        {{ dbt.bool_or('is_in_horizon') | trim }} as has_touch_in_horizon,
        {{ dbt.bool_or('is_eligible') | trim }} as is_eligible,
        {{ candidate('is_participating') }} as is_participating,
        {{ candidate('touch_number') }} as touch_number,
        {{ candidate('touched_at') }} as touched_at,
        {{ candidate('channel') }} as channel,
        {{ candidate('basis') }} as basis,
        {{ candidate('window_minutes') }} as window_minutes
    from preferred
    group by ruleset, conversion_hash, person_hash, converted_at, campaign_id
),

credits as (
    select * from {{ ref('int_credits_shared') }}
    where {{ is_of_changed_person('person_hash') }}
),

winners as (
    select * from credits
    where credit in ('last_touch', 'first_touch')
),

judged as (
    select
        shown.*,
        winners.campaign_id as winning_campaign_id,
        case
            when credits.is_counted then 'credited'
            when not shown.is_participating then 'not_participating'
            when not shown.is_eligible then 'outside_window'
            when credits.conversion_hash is not null then 'already_counted'
            when winners.credit = 'last_touch' then 'lost_to_later_touch'
            when winners.touch_number < shown.touch_number then 'lost_to_earlier_touch'
            else 'beyond_max_touches'
        end as verdict
    from shown
    left join credits
        on
            shown.ruleset = credits.ruleset
            and shown.conversion_hash = credits.conversion_hash
            and shown.campaign_id = credits.campaign_id
    left join winners
        on shown.ruleset = winners.ruleset and shown.conversion_hash = winners.conversion_hash
    where shown.has_touch_in_horizon or credits.is_counted
)

select
    ruleset,
    person_hash,
    conversion_hash,
    campaign_id,
    channel,
    basis,
    touch_number,
    touched_at,
    window_minutes,
    {{ elapsed_microseconds('touched_at', 'converted_at') }} / cast(3600000000 as double) as hours_since_touch,
    verdict,
    case when verdict in ('lost_to_later_touch', 'lost_to_earlier_touch') then winning_campaign_id end
        as winner_campaign_id
from judged
