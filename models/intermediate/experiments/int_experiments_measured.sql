with persons as (
    select * from {{ ref('int_persons_assigned') }}
),

goals as (
    select * from {{ ref('stg_campaign_conversion_events') }}
),

conversion_events as (
    select * from {{ ref('int_conversion_events_listed') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

metrics as (
    select distinct
        campaign_id,
        'purchases' as metric,
        cast(null as string) as event_name,
        'purchase' as conversion_kind,
        cast(null as integer) as window_hours
    from persons

    union all

    select
        goals.campaign_id,
        'goal:' || goals.event_name as metric,
        goals.event_name,
        conversion_events.conversion_kind,
        goals.window_hours
    from goals
    inner join conversion_events on goals.event_name = conversion_events.event_name
),

variants as (
    select
        campaign_id,
        variant,
        count(*) as recipients
    from persons
    group by campaign_id, variant
),

converted as (
    select
        persons.campaign_id,
        persons.variant,
        metrics.metric,
        persons.person_hash,
        count(*) as total_conversions,
        sum(conversions.amount) as amount
    from persons
    inner join conversions on persons.person_hash = conversions.person_hash
    inner join metrics
        on
            persons.campaign_id = metrics.campaign_id
            and conversions.conversion_kind = metrics.conversion_kind
            and coalesce(conversions.event_name = metrics.event_name, true)
    where
        {{ is_within_window(
            'persons.assigned_at', 'conversions.converted_at',
            '60 * cast(coalesce(metrics.window_hours, persons.global_window_hours) as bigint)'
        ) }}
    group by persons.campaign_id, persons.variant, metrics.metric, persons.person_hash
),

totals as (
    select
        campaign_id,
        variant,
        metric,
        count(*) as converted_users,
        cast(sum(total_conversions) as bigint) as total_conversions,
        {{ as_money('sum(amount)') }} as purchase_amount
    from converted
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
    from converted
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
