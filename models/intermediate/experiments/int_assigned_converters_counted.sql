{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'person_hash', 'arrived_in': 'int_persons_assigned'}
) }}

with persons as (
    select * from {{ ref('int_persons_assigned') }}
    where {{ is_of_assigned_person('person_hash') }}
)

select
    persons.campaign_id,
    persons.variant,
    metrics.metric,
    persons.person_hash,
    count(*) as conversions,
    sum(conversions.amount) as amount
from persons
inner join {{ ref('int_conversions_identified') }} as conversions on persons.person_hash = conversions.person_hash
inner join {{ ref('int_experiment_metrics_listed') }} as metrics
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
