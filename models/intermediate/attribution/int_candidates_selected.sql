-- depends_on: {{ ref('int_conversions_identified') }}
{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'conversion_hash', 'accounted_inputs': ['int_attribution_rules_resolved']}
) }}

with eligible as (
    select
        *,
        {{ preference('credit') }} as preference
    from {{ ref('int_touches_judged') }}
    where is_participating and is_eligible
)

select
    ruleset,
    credit,
    counting,
    max_touches,
    person_hash,
    conversion_hash,
    campaign_id,
    {{ candidate('touch_number') }} as touch_number,
    {{ candidate('touched_at') }} as touched_at,
    {{ candidate('channel') }} as channel,
    {{ candidate('basis') }} as basis,
    {{ candidate('window_minutes') }} as window_minutes
from eligible
group by ruleset, credit, counting, max_touches, person_hash, conversion_hash, campaign_id
