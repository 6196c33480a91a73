with persons as (
    select * from {{ ref('int_persons_assigned') }}
),

converters as (
    select * from {{ ref('int_assigned_converters_counted') }}
),

metrics as (
    select * from {{ ref('int_experiment_metrics_listed') }}
),

variants as (
    select
        campaign_id,
        variant,
        count(*) as recipients
    from persons
    group by campaign_id, variant
),

totals as (
    select
        campaign_id,
        variant,
        metric,
        count(*) as converted_users,
        cast(sum(conversions) as bigint) as total_conversions,
        {{ as_money('sum(amount)') }} as purchase_amount
    from converters
    group by campaign_id, variant, metric
),

measured as (
    select
        metrics.*,
        variants.variant,
        variants.recipients,
        coalesce(totals.converted_users, 0) as converted_users,
        coalesce(totals.total_conversions, 0) as total_conversions,
        case when metrics.conversion_kind = 'purchase' then coalesce(totals.purchase_amount, 0) end as purchase_amount,
        case when metrics.conversion_kind = 'purchase' then coalesce(totals.purchase_amount, 0) end
        / cast(variants.recipients as double) as amount_per_recipient
    from metrics
    inner join variants on metrics.campaign_id = variants.campaign_id
    left join totals
        on
            metrics.campaign_id = totals.campaign_id
            and metrics.metric = totals.metric
            and variants.variant = totals.variant
),

amounts as (
    select
        campaign_id,
        variant,
        metric,
        amount,
        count(*) as persons
    from converters
    group by campaign_id, variant, metric, amount
),

deviations as (
    select
        measured.campaign_id,
        measured.variant,
        measured.metric,
        {{ ordered_sum(
            'amounts.persons * power(cast(amounts.amount as double) - measured.amount_per_recipient, 2)', 'amounts.amount'
        ) }} as squares
    from amounts
    inner join measured
        on
            amounts.campaign_id = measured.campaign_id
            and amounts.variant = measured.variant
            and amounts.metric = measured.metric
    group by measured.campaign_id, measured.variant, measured.metric
)

-- Who did not convert has an amount of 0.
select
    measured.*,
    (
        coalesce(deviations.squares, 0)
        + (measured.recipients - measured.converted_users) * power(measured.amount_per_recipient, 2)
    ) / nullif(measured.recipients - 1, 0) as amount_variance
from measured
left join deviations
    on
        measured.campaign_id = deviations.campaign_id
        and measured.variant = deviations.variant
        and measured.metric = deviations.metric
