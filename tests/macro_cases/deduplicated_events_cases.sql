-- Each event that passed the checks is there once: as it came, when its hash occurs once; else as the kept one of its
-- copies. Rejected copies are left out before.
with cases (name, event, platform, is_copied, rejection_reason, copy_number, expected) as (
    values
    ('an event that came once is kept', 'a', 'android', false, null, null, 1),
    ('of two copies the first is kept', 'a', 'android', true, null, 1, 1),
    ('of two copies the first is kept', 'a', 'ios', true, null, 2, 0),
    ('of three copies the first is kept', 'a', 'web', true, null, 3, 0),
    ('of three copies the first is kept', 'a', 'ios', true, null, 1, 1),
    ('of three copies the first is kept', 'a', 'android', true, null, 2, 0),
    ('a rejected copy does not count beside one that passed', 'a', 'android', true, 'bad', null, 0),
    ('a rejected copy does not count beside one that passed', 'a', 'ios', true, null, 1, 1),
    ('a rejected copy is not kept beside two that passed', 'a', 'android', true, 'bad', null, 0),
    ('a rejected copy is not kept beside two that passed', 'a', 'ios', true, null, 1, 1),
    ('a rejected copy is not kept beside two that passed', 'a', 'web', true, null, 2, 0),
    ('a badly formed copy is no copy', 'a', 'android', false, 'bad', null, 0),
    ('a badly formed copy is no copy', 'a', 'ios', false, null, null, 1),
    ('two events are kept both', 'a', 'android', false, null, null, 1),
    ('two events are kept both', 'b', 'android', false, null, null, 1),
    ('an event beside a repeated one is kept', 'a', 'android', false, null, null, 1),
    ('an event beside a repeated one is kept', 'b', 'ios', true, null, 1, 1),
    ('an event beside a repeated one is kept', 'b', 'web', true, null, 2, 0)
),

checked as (
    select
        *,
        name || ': ' || event as event_id,
        {{ hash_of("name || ': ' || event") }} as event_hash
    from cases
),

copied as (
    select distinct event_hash from checked
    where is_copied
),

copies as (
    select * from checked
    where copy_number is not null
),

passed as (
    select * from checked
    where rejection_reason is null
),

kept as (
    {{ deduplicated_events('passed', 'copied', 'copies', ['name', 'event_id', 'platform', 'event_hash']) }}
),

results as (
    select
        checked.name,
        checked.event_id,
        checked.platform,
        checked.expected,
        count(kept.name) as result
    from checked
    left join kept
        on
            checked.name = kept.name
            and checked.event_id is not distinct from kept.event_id
            and checked.event_hash is not distinct from kept.event_hash
            and checked.platform = kept.platform
    group by checked.name, checked.event_id, checked.platform, checked.expected
)

select * from results
where result is distinct from expected
