-- The candidate is the latest of the touches that may earn the conversion, by (touched_at, touch_id); under first_touch
-- the earliest. Where several rules look at one touch, that of the highest precedence is taken. Touches whose window
-- has passed or whose campaign does not participate are no candidates, and stand in nobody's way.
with cases (
    name, credit, touch_id, touched_at, basis, precedence, window_hours, is_participating,
    expected_touch_id, expected_basis, expected_window_hours
) as (
    values
    (
        'an only touch is the candidate',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'send', 1, 24, true, 'a', 'send', 24
    ),

    (
        'of three touches the latest is the candidate',
        'last_touch', 'c', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 26
    ),
    (
        'of three touches the latest is the candidate',
        'last_touch', 'a', timestamp '2026-05-01 10:00:00', 'click', 1, 26, true, 'a', 'click', 26
    ),
    (
        'of three touches the latest is the candidate',
        'last_touch', 'b', timestamp '2026-05-01 09:00:00', 'click', 1, 25, true, 'a', 'click', 26
    ),

    (
        'under first_touch the earliest of three is the candidate',
        'first_touch', 'c', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'c', 'click', 24
    ),
    (
        'under first_touch the earliest of three is the candidate',
        'first_touch', 'a', timestamp '2026-05-01 10:00:00', 'click', 1, 26, true, 'c', 'click', 24
    ),
    (
        'under first_touch the earliest of three is the candidate',
        'first_touch', 'b', timestamp '2026-05-01 09:00:00', 'click', 1, 25, true, 'c', 'click', 24
    ),

    (
        'under every_touch the latest is the candidate',
        'every_touch', 'b', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under every_touch the latest is the candidate',
        'every_touch', 'a', timestamp '2026-05-01 09:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under linear the latest is the candidate',
        'linear', 'b', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under linear the latest is the candidate',
        'linear', 'a', timestamp '2026-05-01 09:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under position_based the latest is the candidate',
        'position_based', 'b', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under position_based the latest is the candidate',
        'position_based', 'a', timestamp '2026-05-01 09:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under time_decay the latest is the candidate',
        'time_decay', 'b', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'under time_decay the latest is the candidate',
        'time_decay', 'a', timestamp '2026-05-01 09:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),

    (
        'one microsecond later is later, whatever the ids',
        'last_touch', 'z', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'one microsecond later is later, whatever the ids',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00.000001', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'one microsecond earlier is earlier, whatever the ids',
        'first_touch', 'z', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'z', 'click', 24
    ),
    (
        'one microsecond earlier is earlier, whatever the ids',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00.000001', 'click', 1, 24, true, 'z', 'click', 24
    ),

    (
        'at one instant the greatest id is last',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'b', 'send', 25
    ),
    (
        'at one instant the greatest id is last',
        'last_touch', 'b', timestamp '2026-05-01 08:00:00', 'send', 1, 25, true, 'b', 'send', 25
    ),
    (
        'at one instant the smallest id is first',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'at one instant the smallest id is first',
        'first_touch', 'b', timestamp '2026-05-01 08:00:00', 'send', 1, 25, true, 'a', 'click', 24
    ),
    (
        'ids are compared byte by byte: a small letter is greater than a capital one',
        'last_touch', 'Z', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'ids are compared byte by byte: a small letter is greater than a capital one',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'ids are texts: 9 is greater than 10',
        'last_touch', '10', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, '9', 'click', 24
    ),
    (
        'ids are texts: 9 is greater than 10',
        'last_touch', '9', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, '9', 'click', 24
    ),
    (
        'ids are compared byte by byte: é is greater than z',
        'first_touch', 'é', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'z', 'click', 24
    ),
    (
        'ids are compared byte by byte: é is greater than z',
        'first_touch', 'z', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'z', 'click', 24
    ),

    (
        'an open of a push that counts as open and as click is shown as open',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'open', 48
    ),
    (
        'an open of a push that counts as open and as click is shown as open',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'open', 2, 48, true, 'a', 'open', 48
    ),
    (
        'an open of a push that counts as open and as click is shown as open under first_touch too',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'open', 2, 48, true, 'a', 'open', 48
    ),
    (
        'an open of a push that counts as open and as click is shown as open under first_touch too',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'open', 48
    ),
    (
        'a click that counts by name and as the goal''s basis is that of the row by name',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 0, 48, true, 'a', 'click', 24
    ),
    (
        'a click that counts by name and as the goal''s basis is that of the row by name',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'a click that counts by name and as the goal''s basis is that of the row by name under first_touch too',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 0, 24, true, 'a', 'click', 48
    ),
    (
        'a click that counts by name and as the goal''s basis is that of the row by name under first_touch too',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 48, true, 'a', 'click', 48
    ),
    (
        'an open is no better than a later click',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'open', 2, 24, true, 'b', 'click', 24
    ),
    (
        'an open is no better than a later click',
        'last_touch', 'b', timestamp '2026-05-01 08:00:00.000001', 'click', 1, 24, true, 'b', 'click', 24
    ),
    (
        'an open is no better than an earlier click under first_touch',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'an open is no better than an earlier click under first_touch',
        'first_touch', 'b', timestamp '2026-05-01 08:00:00.000001', 'open', 2, 24, true, 'a', 'click', 24
    ),

    (
        'a later touch that has expired does not block an earlier one that is open',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'a later touch that has expired does not block an earlier one that is open',
        'last_touch', 'b', timestamp '2026-05-01 09:00:00', 'send', 1, 1, true, 'a', 'click', 24
    ),
    (
        'an earlier touch that has expired does not block a later one that is open',
        'first_touch', 'a', timestamp '2026-05-01 08:00:00', 'send', 1, 1, true, 'b', 'click', 24
    ),
    (
        'an earlier touch that has expired does not block a later one that is open',
        'first_touch', 'b', timestamp '2026-05-01 09:00:00', 'click', 1, 24, true, 'b', 'click', 24
    ),
    (
        'a later touch that does not participate does not block an earlier one that does',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    ),
    (
        'a later touch that does not participate does not block an earlier one that does',
        'last_touch', 'b', timestamp '2026-05-01 09:00:00', 'click', 1, 24, false, 'a', 'click', 24
    ),
    (
        'an open that has expired as an open still is the candidate as a click',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'open', 2, 1, true, 'a', 'click', 24
    ),
    (
        'an open that has expired as an open still is the candidate as a click',
        'last_touch', 'a', timestamp '2026-05-01 08:00:00', 'click', 1, 24, true, 'a', 'click', 24
    )
),

numbered as (
    select
        *,
        dense_rank() over (partition by name order by touched_at, touch_id) as touch_number
    from cases
),

eligible as (
    select
        *,
        {{ preference('credit') }} as preference
    from numbered
    where
        is_participating
        and {{ is_within_window('touched_at', "timestamp '2026-05-01 12:00:00'", 'window_hours * 60') }}
),

candidates as (
    select
        name,
        {{ candidate('touch_id') }} as touch_id,
        {{ candidate('basis') }} as basis,
        {{ candidate('window_hours') }} as window_hours
    from eligible
    group by name
),

results as (
    select
        cases.name,
        cases.expected_touch_id,
        cases.expected_basis,
        cases.expected_window_hours,
        candidates.touch_id,
        candidates.basis,
        candidates.window_hours
    from cases
    left join candidates on cases.name = candidates.name
)

select * from results
where
    touch_id is distinct from expected_touch_id
    or basis is distinct from expected_basis
    or window_hours is distinct from expected_window_hours
