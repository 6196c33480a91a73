{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'conversion_hash', 'accounted_inputs': ['int_scopes_looked_at']}
) }}

with conversions as (
    select conversion_hash from {{ ref('int_conversions_identified') }}
    where {{ is_unread_batch('batch') }}
),

credits as (
    select * from {{ ref('int_credits_counted') }}
    where
        conversion_kind = 'purchase'
        and conversion_hash in (select conversions.conversion_hash from conversions)
),

compared_rulesets as (
    select distinct ruleset from {{ ref('int_rulesets_selected') }}
    where ruleset != {{ text_literal(var('reporting_ruleset')) }}
),

reported as (
    select
        credits.*,
        compared_rulesets.ruleset as compared_ruleset
    from credits
    cross join compared_rulesets
    where credits.ruleset = {{ text_literal(var('reporting_ruleset')) }}
),

compared as (
    select credits.*
    from credits
    inner join compared_rulesets on credits.ruleset = compared_rulesets.ruleset
),

paired as (
    select
        coalesce(compared.ruleset, reported.compared_ruleset) as ruleset,
        coalesce(compared.conversion_hash, reported.conversion_hash) as conversion_hash,
        coalesce(compared.campaign_id, reported.campaign_id) as campaign_id,
        coalesce(compared.event_name, reported.event_name) as event_name,
        coalesce(compared.person_hash, reported.person_hash) as person_hash,
        coalesce(compared.touch_number, reported.touch_number) as touch_number,
        case
            when compared.ruleset is null then reported.compared_ruleset
            when reported.ruleset is null then {{ text_literal(var('reporting_ruleset')) }}
        end as denying_ruleset,
        coalesce(compared.credit_weight, 0) - coalesce(reported.credit_weight, 0) as conversions_difference,
        coalesce(compared.credited_amount, 0) - coalesce(reported.credited_amount, 0) as amount_difference
    from compared
    full outer join reported
        on
            compared.ruleset = reported.compared_ruleset
            and compared.conversion_hash = reported.conversion_hash
            and compared.campaign_id = reported.campaign_id
),

differing as (
    select
        paired.*,
        touches.scope_hash
    from paired
    inner join {{ ref('int_converters_touched') }} as touches
        on paired.person_hash = touches.person_hash and paired.touch_number = touches.touch_number
    where paired.conversions_difference != 0 or paired.amount_difference != 0
),

scopes as (
    select * from {{ ref('int_scopes_looked_at') }}
),

candidates as (
    select * from {{ ref('int_candidates_selected') }}
    where conversion_hash in (select conversions.conversion_hash from conversions)
),

uncounted as (
    select * from {{ ref('int_credits_shared') }}
    where not is_counted
)

select
    differing.ruleset,
    differing.conversion_hash,
    differing.campaign_id,
    case
        when differing.denying_ruleset is null then 'competition'
        when uncounted.conversion_hash is not null then 'counting'
        when candidates.conversion_hash is not null then 'competition'
        when scopes.ruleset is null then 'basis'
        when not scopes.is_participating then 'participation'
        else 'window'
    end as cause,
    differing.conversions_difference,
    differing.amount_difference
from differing
left join uncounted
    on
        differing.denying_ruleset = uncounted.ruleset
        and differing.conversion_hash = uncounted.conversion_hash
        and differing.campaign_id = uncounted.campaign_id
left join candidates
    on
        differing.denying_ruleset = candidates.ruleset
        and differing.conversion_hash = candidates.conversion_hash
        and differing.campaign_id = candidates.campaign_id
left join scopes
    on
        differing.denying_ruleset = scopes.ruleset
        and differing.scope_hash = scopes.scope_hash
        and differing.event_name = scopes.event_name
