with touches as (
    select * from {{ ref('int_converters_touched') }}
),

conversions as (
    select * from {{ ref('int_conversions_identified') }}
),

series as (
    select
        person_hash,
        scope_number,
        min(touched_at) as first_touched_at
    from touches
    group by person_hash, scope_number
),

moments as (
    select
        person_hash,
        scope_number,
        touched_at as happened_at,
        touch_number,
        touched_at,
        null as conversion_hash
    from touches

    union all

    select
        series.person_hash,
        series.scope_number,
        conversions.converted_at as happened_at,
        null as touch_number,
        null as touched_at,
        conversions.conversion_hash
    from series
    inner join conversions
        on series.person_hash = conversions.person_hash and series.first_touched_at <= conversions.converted_at
),

matched as (
    select
        conversion_hash,
        scope_number,
        {{ latest_of_series('touch_number') }} as touch_number,
        {{ latest_of_series('touched_at') }} as touched_at
    from moments
)

select * from matched
where conversion_hash is not null
