-- Of a conversion in the audit all campaigns that earn it today are listed with the touch that they earn it by, and
-- others as not earning it; at least one campaign has only one of the two answers.
with audited as (
    select distinct
        ruleset,
        conversion_id
    from {{ ref('identity_audit') }}
),

today as (
    select
        credits.ruleset,
        conversions.conversion_id,
        credits.campaign_id,
        touches.touch_id
    from {{ ref('int_credits_shared') }} as credits
    inner join {{ ref('int_conversions_identified') }} as conversions
        on credits.conversion_hash = conversions.conversion_hash
    inner join {{ ref('int_converters_touched') }} as touches
        on credits.person_hash = touches.person_hash and credits.touch_number = touches.touch_number
    inner join audited on credits.ruleset = audited.ruleset and conversions.conversion_id = audited.conversion_id
)

select
    audit.ruleset,
    audit.conversion_id,
    audit.campaign_id
from {{ ref('identity_audit') }} as audit
full outer join today
    on
        audit.ruleset = today.ruleset
        and audit.conversion_id = today.conversion_id
        and audit.campaign_id = today.campaign_id
where
    audit.campaign_id is null
    or audit.touch_id_today is distinct from today.touch_id
    or audit.is_credited_today != (audit.touch_id_today is not null)
    or audit.is_credited_as_of_conversion != (audit.touch_id_as_of_conversion is not null)
union all
select
    ruleset,
    conversion_id,
    min(campaign_id) as campaign_id
from {{ ref('identity_audit') }}
group by ruleset, conversion_id
having bool_and(is_credited_today and is_credited_as_of_conversion)
