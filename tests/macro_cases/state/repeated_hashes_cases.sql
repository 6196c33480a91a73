-- A hash is repeated when it occurs more than once among the well-formed rows that have not been read, or among them and
-- in what was read before: each such hash once. A row that was read before (its batch is none that is unread; 0 here)
-- and its copies were looked at then.
with cases (name, event, batch, defect, expected) as (
    values
    ('an event that came once', 'a', 1, null, 0),

    ('an event that came twice', 'a', 1, null, 1),
    ('an event that came twice', 'a', 1, null, 1),

    ('an event that came three times', 'a', 1, null, 1),
    ('an event that came three times', 'a', 1, null, 1),
    ('an event that came three times', 'a', 1, null, 1),

    ('two batches that have not been read', 'a', 1, null, 1),
    ('two batches that have not been read', 'a', 2, null, 1),

    ('an event that came before and again', 'a', 0, null, 1),
    ('an event that came before and again', 'a', 1, null, 1),

    ('an event that came before and twice again', 'a', 0, null, 1),
    ('an event that came before and twice again', 'a', 1, null, 1),
    ('an event that came before and twice again', 'a', 1, null, 1),

    ('an event that came twice before and again', 'a', -1, null, 1),
    ('an event that came twice before and again', 'a', 0, null, 1),
    ('an event that came twice before and again', 'a', 1, null, 1),

    ('an event that came once before', 'a', 0, null, 0),

    ('what came twice before is known', 'a', 0, null, 0),
    ('what came twice before is known', 'a', 0, null, 0),

    ('what came in two batches before is known', 'a', -1, null, 0),
    ('what came in two batches before is known', 'a', 0, null, 0),

    ('a badly formed row is no copy', 'a', 1, 'bad', 0),
    ('a badly formed row is no copy', 'a', 1, null, 0),

    ('a badly formed row is no copy of what came before', 'a', 0, null, 0),
    ('a badly formed row is no copy of what came before', 'a', 1, 'bad', 0),

    ('a badly formed row that came before is no copy', 'a', 0, 'bad', 0),
    ('a badly formed row that came before is no copy', 'a', 1, null, 0),

    ('two badly formed rows are no copies', 'a', 1, 'bad', 0),
    ('two badly formed rows are no copies', 'a', 1, 'bad', 0),

    ('two well-formed rows beside a badly formed one', 'a', 1, null, 1),
    ('two well-formed rows beside a badly formed one', 'a', 1, 'bad', 1),
    ('two well-formed rows beside a badly formed one', 'a', 1, null, 1),

    ('rows without an id are no copies', null, 1, 'missing_event_id', 0),
    ('rows without an id are no copies', null, 1, 'missing_event_id', 0),
    ('rows without an id are no copies', null, 0, 'missing_event_id', 0),

    ('another event is no copy', 'a', 1, null, 0),
    ('another event is no copy', 'b', 1, null, 0),
    ('another event is no copy', 'c', 0, null, 0),

    ('an event beside a repeated one', 'a', 1, null, 0),
    ('an event beside a repeated one', 'b', 1, null, 1),
    ('an event beside a repeated one', 'b', 1, null, 1)
),

arrived as (
    select
        *,
        {{ hash_of("name || ': ' || event") }} as event_hash
    from cases
),

repeated as (
    {{ repeated_hashes('arrived') }}
),

events as (
    select distinct
        name,
        event,
        event_hash,
        expected
    from arrived
),

results as (
    select
        events.name,
        events.event,
        events.expected,
        count(repeated.event_hash) as result
    from events
    left join repeated on events.event_hash = repeated.event_hash
    group by events.name, events.event, events.expected
    union all
    select
        'no hash is null' as name,
        null as event,
        0 as expected,
        count(*) as result
    from repeated
    where event_hash is null
)

select * from results
where result is distinct from expected
