-- Under each ruleset the conversions are those credited and those not: every accepted purchase and goal event is in
-- conversions once, and every credited conversion is one of them.
with conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

accepted as (
    select count(*) as conversions
    from {{ ref('int_app_events_accepted') }} as app_events
    inner join conversion_events on app_events.event_name = conversion_events.event_name
),

listed as (
    select
        rulesets.ruleset,
        count(*) filter (where credits.conversion_id is not null) as credited,
        count(*) filter (where credits.conversion_id is null) as not_credited
    from {{ ref('conversions') }} as conversions
    cross join (select distinct ruleset from {{ ref('int_rulesets_selected') }}) as rulesets
    left join (
        select distinct
            ruleset,
            conversion_id
        from {{ ref('conversion_credits') }}
    ) as credits
        on rulesets.ruleset = credits.ruleset and conversions.conversion_id = credits.conversion_id
    group by rulesets.ruleset
),

credited as (
    select
        ruleset,
        count(distinct conversion_id) as conversions
    from {{ ref('conversion_credits') }}
    group by ruleset
)

select listed.ruleset
from listed
cross join accepted
left join credited on listed.ruleset = credited.ruleset
where
    listed.credited + listed.not_credited != accepted.conversions
    or listed.credited != coalesce(credited.conversions, 0)
