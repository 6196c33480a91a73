with conversions as (
    select * from {{ ref('int_conversions_audited') }}
),

device_touches as (
    select * from {{ ref('int_device_touches_identified') }}
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
    left join device_touches
        on touches.touch_id = device_touches.touch_id and conversions.converted_at < device_touches.known_at
    where not conversions.is_late and device_touches.touch_id is null
),

touches_of_devices as (
    select
        conversions.conversion_hash,
        touches.scope_hash,
        touches.touch_id,
        touches.touched_at
    from conversions
    inner join device_touches as touches
        on
            conversions.person_hash = touches.device_hash
            and conversions.converted_at >= touches.touched_at
            and (conversions.converted_at < touches.known_at or not touches.is_identified)
    where conversions.is_late
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
