-- A campaign that lost a conversion names another campaign, which won it; no other verdict names one.
with wins as (
    select
        credits.ruleset,
        conversions.conversion_id,
        credits.campaign_id
    from {{ ref('int_credits_shared') }} as credits
    inner join {{ ref('int_conversions_identified') }} as conversions
        on credits.conversion_hash = conversions.conversion_hash
)

select
    losses.ruleset,
    losses.conversion_id,
    losses.campaign_id
from {{ ref('conversion_trace') }} as losses
left join wins
    on
        losses.ruleset = wins.ruleset
        and losses.conversion_id = wins.conversion_id
        and losses.winner_campaign_id = wins.campaign_id
        and losses.campaign_id != wins.campaign_id
where
    (losses.verdict like 'lost_to_%') != (wins.campaign_id is not null)
    or (losses.verdict not like 'lost_to_%' and losses.winner_campaign_id is not null)
