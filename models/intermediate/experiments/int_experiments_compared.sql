with variants as (
    select
        *,
        {{ rate('converted_users', 'recipients') }} as conversion_rate,
        {{ score_bound(rate('converted_users', 'recipients'), 'recipients', '-') }} as lowest_rate,
        {{ score_bound(rate('converted_users', 'recipients'), 'recipients', '+') }} as highest_rate,
        amount_variance / recipients as mean_variance
    from {{ ref('int_experiments_measured') }}
),

controls as (
    select * from variants
    where variant = 'held_out'
),

paired as (
    select
        variants.campaign_id,
        variants.variant,
        variants.metric,
        variants.recipients,
        controls.conversion_rate as control_rate,
        controls.amount_per_recipient as control_amount,
        variants.conversion_rate - controls.conversion_rate as rate_difference,
        variants.amount_per_recipient - controls.amount_per_recipient as amount_difference,
        cast(variants.converted_users + controls.converted_users as double)
        / (variants.recipients + controls.recipients) as pooled_rate,
        {{ rate('1', 'variants.recipients') }} + {{ rate('1', 'controls.recipients') }} as inverse_recipients,
        sqrt(
            power(variants.conversion_rate - variants.lowest_rate, 2)
            + power(controls.highest_rate - controls.conversion_rate, 2)
        ) as rate_margin_below,
        sqrt(
            power(variants.highest_rate - variants.conversion_rate, 2)
            + power(controls.conversion_rate - controls.lowest_rate, 2)
        ) as rate_margin_above,
        variants.mean_variance + controls.mean_variance as amount_variance,
        power(variants.mean_variance, 2) / nullif(variants.recipients - 1, 0)
        + power(controls.mean_variance, 2) / nullif(controls.recipients - 1, 0) as amount_variance_spread
    from variants
    inner join controls on variants.campaign_id = controls.campaign_id and variants.metric = controls.metric
    where variants.variant != 'held_out'
),

-- Nothing is said of what does not vary.
erring as (
    select
        *,
        nullif(sqrt(amount_variance), 0) as amount_error,
        abs(rate_difference) / nullif(sqrt(pooled_rate * (1 - pooled_rate) * inverse_recipients), 0) as z,
        power(amount_variance, 2) / nullif(amount_variance_spread, 0) as degrees_of_freedom
    from paired
),

angles as (
    select
        *,
        {{ student_critical_value('degrees_of_freedom') }} as critical_t,
        {{ student_angle('abs(amount_difference) / amount_error', 'degrees_of_freedom') }} as angle
    from erring
),

nodes as (
    {{ quadrature_nodes() }}
),

tails as (
    select
        angles.campaign_id,
        angles.variant,
        angles.metric,
        {{ student_tail('angles.angle', 'angles.degrees_of_freedom') }} as p_value
    from angles
    cross join nodes
    where angles.angle is not null
    group by angles.campaign_id, angles.variant, angles.metric, angles.angle, angles.degrees_of_freedom
)

select
    angles.campaign_id,
    angles.variant,
    angles.metric,
    angles.rate_difference / nullif(angles.control_rate, 0) as conversion_lift,
    angles.rate_difference * angles.recipients as incremental_conversions,
    (angles.rate_difference - angles.rate_margin_below) * angles.recipients as incremental_conversions_low,
    (angles.rate_difference + angles.rate_margin_above) * angles.recipients as incremental_conversions_high,
    2 * {{ normal_tail('angles.z') }} as conversion_p_value,
    angles.amount_difference / nullif(angles.control_amount, 0) as amount_lift,
    angles.amount_difference * angles.recipients as incremental_amount,
    {%- for bound, sign in [('low', '-'), ('high', '+')] %}
    (angles.amount_difference {{ sign }} angles.critical_t * angles.amount_error) * angles.recipients
        as incremental_amount_{{ bound }},
    {%- endfor %}
    tails.p_value as amount_p_value
from angles
left join tails
    on
        angles.campaign_id = tails.campaign_id
        and angles.variant = tails.variant
        and angles.metric = tails.metric
