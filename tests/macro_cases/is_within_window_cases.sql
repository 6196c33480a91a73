-- A touch is eligible when it is not after the conversion and at most the window before it, both ends included: elapsed
-- time to the microsecond, never calendar days or hours cut off.
with cases (name, touched_at, converted_at, window_minutes, expected) as (
    values
    (
        'a conversion at the instant of the touch is inside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00', cast(1440 as bigint), true
    ),
    (
        'a conversion one microsecond after the touch is inside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00.000001', 1440, true
    ),
    (
        'a conversion one microsecond before the touch is outside',
        timestamp '2026-05-01 08:00:00.000001', timestamp '2026-05-01 08:00:00', 1440, false
    ),
    (
        'a conversion long before the touch is outside',
        timestamp '2026-05-01 08:00:00', timestamp '2025-05-01 08:00:00', 1440, false
    ),
    (
        'a conversion one microsecond before the end of the window is inside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-02 07:59:59.999999', 1440, true
    ),
    (
        'a conversion exactly at the end of the window is inside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-02 08:00:00', 1440, true
    ),
    (
        'a conversion one microsecond after the end of the window is outside',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-02 08:00:00.000001', 1440, false
    ),
    (
        'the end of the window is counted from the microsecond of the touch',
        timestamp '2026-05-01 08:00:00.000001', timestamp '2026-05-02 08:00:00.000001', 1440, true
    ),
    (
        'hours are not cut off: 24 hours and 59 minutes are more than 24 hours',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-02 08:59:00', 1440, false
    ),
    (
        'calendar days do not count: the end of the next day is outside of 24 hours',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-02 23:00:00', 1440, false
    ),
    (
        'calendar days do not count: two days touched can be two hours',
        timestamp '2026-05-01 23:00:00', timestamp '2026-05-02 01:00:00', 120, true
    ),
    (
        'a window of one hour ends after one hour',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 09:00:00', 60, true
    ),
    (
        'a window of one hour has ended a microsecond later',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 09:00:00.000001', 60, false
    ),
    (
        'a window of half an hour ends after half an hour',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:30:00', 30, true
    ),
    (
        'a window of half an hour has ended a microsecond later',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:30:00.000001', 30, false
    ),
    (
        'a leap day has 24 hours like any other',
        timestamp '2028-02-28 08:00:00', timestamp '2028-03-01 08:00:00', 2880, true
    ),
    (
        'a microsecond too late over a leap day is too late',
        timestamp '2028-02-28 08:00:00', timestamp '2028-03-01 08:00:00.000001', 2880, false
    ),
    (
        'moments before 1970 are moments too',
        timestamp '1969-12-31 23:30:00', timestamp '1970-01-01 00:30:00', 60, true
    ),
    (
        'the longest window that an integer can hold does not overflow',
        timestamp '2026-05-01 08:00:00', timestamp '2046-05-01 08:00:00', 128849018820, true
    ),
    (
        'a window that is not there lets nothing in',
        timestamp '2026-05-01 08:00:00', timestamp '2026-05-01 08:00:00', null, null
    )
),

results as (
    select
        *,
        {{ is_within_window('touched_at', 'converted_at', 'window_minutes') }} as result
    from cases
)

select * from results
where result is distinct from expected
