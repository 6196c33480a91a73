with requests as (
    select distinct
        person_hash,
        scope_hash,
        conversion_hash,
        window_minutes,
        {{ microseconds_of('converted_at') }} - cast(window_minutes as {{ wide_integer() }}) * 60000000 as happened_at
    from {{ ref('int_touches_looked_at') }}
    where credit = 'first_touch' and is_eligible
),

series as (
    select distinct
        person_hash,
        scope_hash
    from requests
),

moments as (
    select
        touches.person_hash,
        touches.scope_hash,
        {{ microseconds_of('touches.touched_at') }} as happened_at,
        touches.touch_number,
        touches.touched_at,
        null as conversion_hash,
        null as window_minutes
    from {{ ref('int_converters_touched') }} as touches
    inner join series
        on touches.person_hash = series.person_hash and touches.scope_hash = series.scope_hash

    union all

    select
        person_hash,
        scope_hash,
        happened_at,
        null as touch_number,
        null as touched_at,
        conversion_hash,
        window_minutes
    from requests
),

matched as (
    select
        conversion_hash,
        scope_hash,
        window_minutes,
        {{ earliest_of_series('touch_number') }} as touch_number,
        {{ earliest_of_series('touched_at') }} as touched_at
    from moments
)

select * from matched
where conversion_hash is not null
