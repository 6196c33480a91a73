with results as (
    select * from {{ ref('int_results_listed') }}
),

credits as (
    select
        ruleset,
        campaign_id,
        event_name,
        {{ sum_of_weights('credit_weight') }} as conversions,
        count(distinct person_hash) as converted_users,
        sum(credited_amount) as purchase_amount,
        sum(credited_net_amount) as purchase_net_amount
    from {{ ref('int_credits_counted') }}
    group by ruleset, campaign_id, event_name
),

bases as (
    select * from {{ ref('int_bases_counted') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_counted') }}
)

select
    results.ruleset,
    results.campaign_id,
    results.channel,
    results.event_name,
    results.conversion_kind,
    results.basis,
    {{ whole_hours_of('results.window_minutes') }} as window_hours,
    coalesce(campaigns.sent, 0) as sent,
    coalesce(bases.basis_touches, 0) as basis_touches,
    coalesce(bases.basis_users, 0) as basis_users,
    coalesce(credits.conversions, 0) as conversions,
    coalesce(credits.converted_users, 0) as converted_users,
    {{ rate('coalesce(credits.converted_users, 0)', 'bases.basis_users') }} as conversion_rate,
    case
        when results.conversion_kind = 'purchase' then {{ as_money('coalesce(credits.purchase_amount, 0)') }}
    end as purchase_amount,
    case
        when results.conversion_kind = 'purchase' then {{ as_money('coalesce(credits.purchase_net_amount, 0)') }}
    end as purchase_net_amount,
    results.window_minutes
from results
left join campaigns on results.campaign_id = campaigns.campaign_id
left join bases on results.campaign_id = bases.campaign_id and results.bases = bases.bases
left join credits
    on
        results.ruleset = credits.ruleset
        and results.campaign_id = credits.campaign_id
        and results.event_name = credits.event_name
