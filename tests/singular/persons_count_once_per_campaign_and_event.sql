-- Where a ruleset counts once per user, no person has two credits of one campaign for one event.
select
    credits.ruleset,
    credits.campaign_id,
    credits.event_name,
    credits.user_key
from {{ ref('conversion_credits') }} as credits
inner join (
    select distinct
        ruleset,
        conversion_kind
    from {{ ref('int_rulesets_selected') }}
    where counting = 'once_per_user'
) as countings
    on credits.ruleset = countings.ruleset and credits.conversion_kind = countings.conversion_kind
group by credits.ruleset, credits.campaign_id, credits.event_name, credits.user_key
having count(*) > 1
