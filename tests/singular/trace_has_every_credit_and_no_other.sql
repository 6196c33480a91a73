-- Every credit of a traced ruleset is in the trace as credited, with the same touch; and the reverse.
with traced_rulesets as (
    select distinct ruleset from {{ ref('int_rulesets_selected') }}
    where is_traced
),

credits as (
    select credits.*
    from {{ ref('conversion_credits') }} as credits
    inner join traced_rulesets on credits.ruleset = traced_rulesets.ruleset
),

traced_credits as (
    select * from {{ ref('conversion_trace') }}
    where verdict = 'credited'
)

select
    coalesce(credits.ruleset, traced_credits.ruleset) as ruleset,
    coalesce(credits.conversion_id, traced_credits.conversion_id) as conversion_id,
    coalesce(credits.campaign_id, traced_credits.campaign_id) as campaign_id
from credits
full outer join traced_credits
    on
        credits.ruleset = traced_credits.ruleset
        and credits.conversion_id = traced_credits.conversion_id
        and credits.campaign_id = traced_credits.campaign_id
where
    credits.conversion_id is null
    or traced_credits.conversion_id is null
    or credits.touch_id != traced_credits.touch_id
    or credits.channel != traced_credits.channel
    or credits.basis != traced_credits.basis
    or credits.window_minutes != traced_credits.window_minutes
