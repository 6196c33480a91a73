-- Under last_touch and first_touch at most one campaign has a conversion, once per ruleset.
select
    credits.ruleset,
    credits.conversion_id,
    count(*) as winners
from {{ ref('conversion_credits') }} as credits
inner join (
    select distinct
        ruleset,
        conversion_kind
    from {{ ref('int_rulesets_selected') }}
    where credit in ('last_touch', 'first_touch')
) as contests
    on credits.ruleset = contests.ruleset and credits.conversion_kind = contests.conversion_kind
group by credits.ruleset, credits.conversion_id
having count(*) > 1
