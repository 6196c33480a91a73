{%- set shares = var('experiment_shares') -%}

with measured as (
    select * from {{ ref('int_experiments_measured') }}
),

compared as (
    select * from {{ ref('int_experiments_compared') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_latest') }}
),

planned as (
    {%- for share in shares %}
    select
        {{ text_literal(share.campaign_id) }} as campaign_id,
        {{ text_literal(share.variant) }} as variant,
        cast({{ share.share }} as double) as share
    {{- '\n    union all' if not loop.last }}
    {%- else %}
    select
        campaign_id,
        variant,
        cast(null as double) as share
    from measured
    where false
    {%- endfor %}
),

plans as (
    select
        campaign_id,
        {{ ordered_sum('share', 'share') }} as shares
    from planned
    group by campaign_id
),

variants as (
    select distinct
        measured.campaign_id,
        measured.variant,
        measured.recipients,
        measured.variant = 'held_out' as is_control
    from measured
),

expected as (
    select
        variants.*,
        case
            when plans.campaign_id is not null then planned.share / plans.shares
            when not variants.is_control
                then {{ rate('1', 'count(*) over (partition by variants.campaign_id, variants.is_control)') }}
        end as expected_share
    from variants
    left join plans on variants.campaign_id = plans.campaign_id
    left join planned on variants.campaign_id = planned.campaign_id and variants.variant = planned.variant
),

deviating as (
    select
        *,
        abs(
            recipients - expected_share
            * sum(case when expected_share is not null then recipients end) over (partition by campaign_id)
        ) / sqrt(
            nullif(expected_share * (1 - expected_share), 0)
            * sum(case when expected_share is not null then recipients end) over (partition by campaign_id)
        ) as z
    from expected
),

checked as (
    select
        *,
        2 * {{ normal_tail('z') }} as sample_ratio_p_value
    from deviating
)

select
    measured.campaign_id,
    measured.variant,
    measured.metric,
    campaigns.channel,
    measured.event_name,
    measured.conversion_kind,
    measured.window_hours,
    checked.is_control,
    measured.recipients,
    checked.expected_share,
    checked.sample_ratio_p_value,
    checked.sample_ratio_p_value < 0.001 as has_sample_ratio_mismatch,
    measured.converted_users,
    measured.total_conversions,
    {{ rate('measured.converted_users', 'measured.recipients') }} as conversion_rate,
    measured.purchase_amount,
    measured.amount_per_recipient,
    compared.conversion_lift,
    compared.incremental_conversions,
    compared.incremental_conversions_low,
    compared.incremental_conversions_high,
    compared.conversion_p_value,
    compared.amount_lift,
    compared.incremental_amount,
    compared.incremental_amount_low,
    compared.incremental_amount_high,
    compared.amount_p_value
from measured
inner join checked on measured.campaign_id = checked.campaign_id and measured.variant = checked.variant
inner join campaigns on measured.campaign_id = campaigns.campaign_id
left join compared
    on
        measured.campaign_id = compared.campaign_id
        and measured.variant = compared.variant
        and measured.metric = compared.metric
