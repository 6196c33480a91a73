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
    conversion_hash,
    campaign_id,
    {{ candidate('touch_number') }} as touch_number,
    {{ candidate('touched_at') }} as touched_at,
    {{ candidate('channel') }} as channel,
    {{ candidate('basis') }} as basis,
    {{ candidate('window_hours') }} as window_hours
from eligible
group by ruleset, credit, counting, conversion_hash, campaign_id
