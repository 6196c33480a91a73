with candidates as (
    select
        candidates.*,
        conversions.event_name,
        conversions.conversion_kind,
        conversions.user_key,
        conversions.converted_at,
        conversions.report_date,
        conversions.amount,
        refunds.net_amount
    from {{ ref('int_candidates_selected') }} as candidates
    inner join {{ ref('int_conversions_identified') }} as conversions
        on candidates.conversion_id = conversions.conversion_id
    left join {{ ref('int_purchases_refunded') }} as refunds
        on candidates.conversion_id = refunds.conversion_id
),

competing as (
    select
        *,
        row_number() over (partition by ruleset, conversion_id order by touched_at, touch_id) as touch_position,
        count(*) over (partition by ruleset, conversion_id) as touches,
        max(touched_at) over (partition by ruleset, conversion_id) as latest_touched_at
    from candidates
),

weighed as (
    select
        *,
        {{ recency('touched_at', 'latest_touched_at') }}
        / sum({{ recency('touched_at', 'latest_touched_at') }}) over (
            partition by ruleset, conversion_id
            order by touched_at, touch_id rows between unbounded preceding and unbounded following
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
)

select
    ruleset,
    credit,
    counting,
    conversion_id,
    campaign_id,
    channel,
    event_name,
    conversion_kind,
    user_key,
    converted_at,
    report_date,
    basis,
    touch_id,
    touched_at,
    window_hours,
    case
        when credit = 'time_decay' then recency_share
        else cast(share_numerator as double) / cast(share_denominator as double)
    end as credit_weight,
    {{ remainder_to_last_touch('amount', 'rounded_amount') }} as credited_amount,
    {{ remainder_to_last_touch('net_amount', 'rounded_net_amount') }} as credited_net_amount,
    counting = 'every_occurrence' or {{ is_first_of_person() }} as is_counted
from rounded
