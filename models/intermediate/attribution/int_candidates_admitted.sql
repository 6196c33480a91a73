{{ config(materialized='view') }}

with candidates as (
    select * from {{ ref('int_candidates_selected') }}
),

-- Only rules that limit the touches need to know which are the latest.
ranked as (
    select
        *,
        1 as recency_position
    from candidates
    where max_touches is null

    union all

    select
        *,
        row_number() over (partition by ruleset, conversion_hash order by touch_number desc) as recency_position
    from candidates
    where max_touches is not null
)

select
    ruleset,
    credit,
    counting,
    person_hash,
    conversion_hash,
    campaign_id,
    touch_number,
    touched_at,
    channel,
    basis,
    window_minutes
from ranked
where max_touches is null or recency_position <= max_touches
