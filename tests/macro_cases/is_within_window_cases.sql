-- A touch is eligible when it is not after the conversion and at most the window before it, both ends included.
with cases(name, touched_at, converted_at, window_hours, expected) as (
    values
    (
        'a conversion at the instant of the touch is inside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00', 24, true
    ),
    (
        'a conversion one microsecond after the touch is inside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00.000001', 24, true
    )
)

select *
from cases
where {{ is_within_window('touched_at', 'converted_at', 'window_hours') }} is distinct from expected
