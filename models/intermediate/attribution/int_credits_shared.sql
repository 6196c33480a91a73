{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'conversion_hash', 'accounted_inputs': ['int_purchases_refunded']}
) }}

with candidates as (
    select
        candidates.*,
        conversions.event_name,
        conversions.conversion_kind,
        conversions.converted_at,
        conversions.report_date,
        conversions.amount,
        refunds.net_amount
    from {{ ref('int_candidates_admitted') }} as candidates
    inner join {{ ref('int_conversions_identified') }} as conversions
        on candidates.conversion_hash = conversions.conversion_hash
    left join {{ ref('int_purchases_refunded') }} as refunds
        on candidates.conversion_hash = refunds.conversion_hash
    where {{ is_of_changed_person('candidates.person_hash') }}
),

undivided as (
    select
        *,
        cast(1 as double) as credit_weight,
        amount as credited_amount,
        net_amount as credited_net_amount
    from candidates
    where credit = 'every_touch'
),

competing as (
    select
        *,
        row_number() over (partition by ruleset, conversion_hash order by touch_number) as touch_position,
        count(*) over (partition by ruleset, conversion_hash) as touches,
        max(touched_at) over (partition by ruleset, conversion_hash) as latest_touched_at
    from candidates
    where credit != 'every_touch'
),

weighed as (
    select
        *,
        {{ recency('touched_at', 'latest_touched_at') }}
        / sum({{ recency('touched_at', 'latest_touched_at') }}) over (
            partition by ruleset, conversion_hash
            order by touch_number rows between unbounded preceding and unbounded following
        ) as recency_share
    from competing
),

shared as (
    select
        *,
        {{ share_numerator('weighed') }} as share_numerator,
        {{ share_denominator('weighed') }} as share_denominator
    from weighed
    where {{ is_credited('weighed') }}
),

rounded as (
    select
        *,
        {{ share_of_money('amount', 'share_numerator', 'share_denominator') }} as rounded_amount,
        {{ share_of_money('net_amount', 'share_numerator', 'share_denominator') }} as rounded_net_amount
    from shared
),

divided as (
    select
        *,
        case
            when credit = 'time_decay' then recency_share
            else cast(share_numerator as double) / cast(share_denominator as double)
        end as credit_weight,
        {{ remainder_to_last_touch('amount', 'rounded_amount') }} as credited_amount,
        {{ remainder_to_last_touch('net_amount', 'rounded_net_amount') }} as credited_net_amount
    from rounded
),

credits as (
    {%- for relation in ['undivided', 'divided'] %}
    select
        ruleset,
        credit,
        counting,
        conversion_hash,
        campaign_id,
        channel,
        event_name,
        conversion_kind,
        person_hash,
        converted_at,
        report_date,
        basis,
        touch_number,
        touched_at,
        window_minutes,
        credit_weight,
        credited_amount,
        credited_net_amount
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

counted as (
    select
        *,
        true as is_counted
    from credits
    where counting = 'every_occurrence'

    union all

    select
        credits.*,
        {{ is_first_of_person('credits', 'conversions') }} as is_counted
    from credits
    inner join {{ ref('int_conversions_identified') }} as conversions
        on credits.conversion_hash = conversions.conversion_hash
    where credits.counting = 'once_per_user'
)

select
    ruleset,
    credit,
    conversion_hash,
    campaign_id,
    channel,
    event_name,
    conversion_kind,
    person_hash,
    converted_at,
    report_date,
    basis,
    touch_number,
    touched_at,
    window_minutes,
    credit_weight,
    credited_amount,
    credited_net_amount,
    is_counted
from counted
where {{ is_of_changed_conversion('conversion_hash') }}
