{% set causes = ['basis', 'window', 'participation', 'competition', 'counting'] %}

with credits as (
    select
        ruleset,
        campaign_id,
        {{ sum_of_weights('credit_weight') }} as purchase_conversions,
        sum(credited_amount) as purchase_amount,
        sum(credited_net_amount) as purchase_net_amount
    from {{ ref('int_credits_counted') }}
    where conversion_kind = 'purchase'
    group by ruleset, campaign_id
),

compared as (
    select
        *,
        conversions_difference as weight,
        amount_difference as amount
    from {{ ref('int_credits_compared') }}
),

differences as (
    select
        ruleset,
        campaign_id,
        {%- for cause in causes %}
        {{ sum_of_weights("case when cause = '" ~ cause ~ "' then weight else 0 end") }} as conversions_by_{{ cause }},
        sum(case when cause = '{{ cause }}' then amount else 0 end) as amount_by_{{ cause }},
        {%- endfor %}
        {{ sum_of_weights('weight') }} as conversions_difference,
        sum(amount) as amount_difference
    from compared
    group by ruleset, campaign_id
),

computed_rulesets as (
    select distinct ruleset from {{ ref('int_rulesets_selected') }}
)

select
    computed_rulesets.ruleset,
    campaigns.campaign_id,
    campaigns.channel,
    coalesce(credits.purchase_conversions, 0) as purchase_conversions,
    cast(coalesce(credits.purchase_amount, 0) as decimal(38, 2)) as purchase_amount,
    cast(coalesce(credits.purchase_net_amount, 0) as decimal(38, 2)) as purchase_net_amount,
    {%- for cause in causes %}
    coalesce(differences.conversions_by_{{ cause }}, 0) as conversions_by_{{ cause }},
    cast(coalesce(differences.amount_by_{{ cause }}, 0) as decimal(38, 2)) as amount_by_{{ cause }},
    {%- endfor %}
    coalesce(differences.conversions_difference, 0) as conversions_difference,
    cast(coalesce(differences.amount_difference, 0) as decimal(38, 2)) as amount_difference
from computed_rulesets
cross join {{ ref('int_campaigns_latest') }} as campaigns
left join credits on computed_rulesets.ruleset = credits.ruleset and campaigns.campaign_id = credits.campaign_id
left join differences
    on computed_rulesets.ruleset = differences.ruleset and campaigns.campaign_id = differences.campaign_id
