{{ config(
    materialized='incremental_by_arrival',
    meta={'kept_by': 'conversion_hash', 'accounted_inputs': ['int_attribution_rules_resolved']}
) }}

with touches as (
    select * from {{ ref('int_converters_touched') }}
    where {{ is_of_changed_person('person_hash') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
    where {{ is_unread_batch('batch') }}
),

longest_global_window as (
    select cast(max(window_hours) as bigint) * 60 as window_minutes
    from {{ ref('int_conversion_windows_resolved') }}
),

scopes as (
    select
        rules.scope_hash,
        greatest(
            max(
                case
                    when rules.is_global_window then longest_global_window.window_minutes
                    else rules.window_minutes
                end
            ),
            max(case when rules.is_traced then {{ var('trace_horizon_hours') * 60 }} end)
        ) as reach_minutes
    from {{ ref('int_attribution_rules_resolved') }} as rules
    cross join longest_global_window
    group by rules.scope_hash
),

series as (
    select
        touches.person_hash,
        touches.scope_hash,
        scopes.reach_minutes,
        min(touches.touched_at) as first_touched_at,
        max(touches.touched_at) as last_touched_at
    from touches
    inner join scopes on touches.scope_hash = scopes.scope_hash
    group by touches.person_hash, touches.scope_hash, scopes.reach_minutes
),

moments as (
    select
        person_hash,
        scope_hash,
        touched_at as happened_at,
        touch_number,
        touched_at,
        null as conversion_hash
    from touches

    union all

    select
        series.person_hash,
        series.scope_hash,
        conversions.converted_at as happened_at,
        null as touch_number,
        null as touched_at,
        conversions.conversion_hash
    from series
    inner join conversions
        on
            series.person_hash = conversions.person_hash
            and conversions.converted_at >= series.first_touched_at
            and {{ elapsed_microseconds('series.last_touched_at', 'conversions.converted_at') }}
            <= series.reach_minutes * cast(60000000 as bigint)
),

matched as (
    select
        person_hash,
        conversion_hash,
        scope_hash,
        {{ latest_of_series('touch_number') }} as touch_number,
        {{ latest_of_series('touched_at') }} as touched_at
    from moments
)

select * from matched
where conversion_hash is not null
