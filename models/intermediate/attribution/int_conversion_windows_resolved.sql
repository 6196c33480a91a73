with changes as (
    select
        window_hours,
        changed_at + {{ interval_of(var('conversion_window_propagation_minutes') * 60) }} as effective_at
    from {{ ref('stg_conversion_window_changes') }}
),

dated as (
    select
        *,
        cast({{ in_report_timezone('effective_at') }} as date) as effective_date
    from changes
)

select
    effective_at,
    lead(effective_at) over (order by effective_at) as replaced_at,
    effective_date,
    lead(effective_date) over (order by effective_at) as replaced_date,
    window_hours,
    lag(window_hours) over (order by effective_at) as previous_window_hours,
    row_number() over (order by effective_at) = 1 as is_first
from dated
