with conversions as (
    select
        identified.*,
        case when audited.is_late then 'd:' || identified.device_id else identified.user_key end
            as user_key_as_of_conversion
    from {{ ref('int_conversions_identified') }} as identified
    inner join {{ ref('int_conversions_audited') }} as audited
        on identified.conversion_hash = audited.conversion_hash
),

credits_as_of_conversion as (
    select * from {{ ref('int_credits_audited') }}
),

credits_today as (
    select
        credits.ruleset,
        credits.conversion_hash,
        credits.campaign_id,
        touches.touch_id
    from {{ ref('int_credits_shared') }} as credits
    inner join conversions on credits.conversion_hash = conversions.conversion_hash
    inner join {{ ref('int_converters_touched') }} as touches
        on credits.person_hash = touches.person_hash and credits.touch_number = touches.touch_number
),

answers as (
    select
        coalesce(today.ruleset, as_of_conversion.ruleset) as ruleset,
        coalesce(today.conversion_hash, as_of_conversion.conversion_hash) as conversion_hash,
        coalesce(today.campaign_id, as_of_conversion.campaign_id) as campaign_id,
        as_of_conversion.touch_id as touch_id_as_of_conversion,
        today.touch_id as touch_id_today
    from credits_today as today
    full outer join credits_as_of_conversion as as_of_conversion
        on
            today.ruleset = as_of_conversion.ruleset
            and today.conversion_hash = as_of_conversion.conversion_hash
            and today.campaign_id = as_of_conversion.campaign_id
),

compared as (
    select
        *,
        {{ dbt.bool_or('touch_id_as_of_conversion is null or touch_id_today is null') | trim }} over (
            partition by ruleset, conversion_hash
        ) as is_other_today
    from answers
)

select
    compared.ruleset,
    conversions.conversion_id,
    compared.campaign_id,
    conversions.event_name,
    conversions.conversion_kind,
    conversions.converted_at,
    conversions.report_date,
    conversions.amount,
    {{ pseudonymous_user_key('conversions.user_key_as_of_conversion') }} as user_key_as_of_conversion,
    {{ pseudonymous_user_key('conversions.user_key') }} as user_key_today,
    compared.touch_id_as_of_conversion is not null as is_credited_as_of_conversion,
    compared.touch_id_today is not null as is_credited_today,
    compared.touch_id_as_of_conversion,
    compared.touch_id_today
from compared
inner join conversions on compared.conversion_hash = conversions.conversion_hash
where compared.is_other_today
