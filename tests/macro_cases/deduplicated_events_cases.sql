-- Each event that passed the checks is there once: as it came, or as the kept one of its copies.
with cases (name, event, platform, rejection_reason, copy_number, expected) as (
    values
    ('an event that came once is kept', 'a', 'android', null, null, 1),
    ('a rejected event is not', 'a', 'android', 'bad', null, 0),
    ('of two copies the first is kept', 'a', 'android', null, 1, 1),
    ('of two copies the first is kept', 'a', 'ios', null, 2, 0),
    ('of three copies the first is kept', 'a', 'web', null, 3, 0),
    ('of three copies the first is kept', 'a', 'ios', null, 1, 1),
    ('of three copies the first is kept', 'a', 'android', null, 2, 0),
    ('a rejected copy does not count beside one that passed', 'a', 'android', 'bad', null, 0),
    ('a rejected copy does not count beside one that passed', 'a', 'ios', null, null, 1),
    ('a rejected copy is not kept beside two that passed', 'a', 'android', 'bad', null, 0),
    ('a rejected copy is not kept beside two that passed', 'a', 'ios', null, 1, 1),
    ('a rejected copy is not kept beside two that passed', 'a', 'web', null, 2, 0),
    ('two events are kept both', 'a', 'android', null, null, 1),
    ('two events are kept both', 'b', 'android', null, null, 1),
    ('an event beside a repeated one is kept', 'a', 'android', null, null, 1),
    ('an event beside a repeated one is kept', 'b', 'ios', null, 1, 1),
    ('an event beside a repeated one is kept', 'b', 'web', null, 2, 0)
),

checked as (
    select
        *,
        concat(name, ': ', event) as event_id
    from cases
),

copies as (
    select * from checked
    where copy_number is not null
),

kept as (
    {{ deduplicated_events('checked', 'copies', ['event_id', 'platform']) }}
),

results as (
    select
        checked.name,
        checked.event_id,
        checked.platform,
        checked.expected,
        count(kept.event_id) as result
    from checked
    left join kept on checked.event_id = kept.event_id and checked.platform = kept.platform
    group by checked.name, checked.event_id, checked.platform, checked.expected
)

select * from results
where result is distinct from expected
