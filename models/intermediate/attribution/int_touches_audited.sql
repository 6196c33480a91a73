with conversions as (
    select * from {{ ref('int_conversions_audited') }}
),

late_touches as (
    select * from {{ ref('int_late_touches_listed') }}
),

touches_of_users as (
    select
        conversions.conversion_hash,
        touches.scope_hash,
        touches.touch_id,
        touches.touched_at
    from conversions
    inner join {{ ref('int_converters_touched') }} as touches
        on conversions.person_hash = touches.person_hash and conversions.converted_at >= touches.touched_at
    left join late_touches
        on touches.touch_id = late_touches.touch_id and conversions.converted_at < late_touches.known_at
    where not conversions.is_late and late_touches.touch_id is null
),

touches_of_devices as (
    select
        conversions.conversion_hash,
        late_touches.scope_hash,
        late_touches.touch_id,
        late_touches.touched_at
    from conversions
    inner join late_touches
        on
            conversions.person_hash = late_touches.device_hash
            and conversions.converted_at >= late_touches.touched_at
            and conversions.converted_at < late_touches.known_at
    where conversions.is_late

    union all

    select
        conversions.conversion_hash,
        touches.scope_hash,
        touches.touch_id,
        touches.touched_at
    from conversions
    inner join {{ ref('int_touches_identified') }} as touches
        on conversions.person_hash = touches.person_hash and conversions.converted_at >= touches.touched_at
    where conversions.is_late and not touches.is_identified
),

touches as (
    select * from touches_of_users
    union all
    select * from touches_of_devices
)

select
    *,
    row_number() over (partition by conversion_hash order by touched_at, touch_id) as touch_number
from touches
