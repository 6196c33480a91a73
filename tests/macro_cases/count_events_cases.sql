-- Each row stands for a number of events; those of the rows that meet a predicate are added up, as a whole number, 0 when
-- none does.
with cases (name, event_type, events, expected) as (
    values
    ('one event', 'sent', 1, 1),

    ('a row stands for many events', 'sent', 250, 250),

    ('the events of all rows are added up', 'sent', 3, 10),
    ('the events of all rows are added up', 'sent', 2, 10),
    ('the events of all rows are added up', 'sent', 5, 10),

    ('rows that do not meet the predicate are left out', 'sent', 3, 4),
    ('rows that do not meet the predicate are left out', 'failed', 20, 4),
    ('rows that do not meet the predicate are left out', 'sent', 1, 4),

    ('rows for which the predicate is unknown are left out', 'sent', 3, 3),
    ('rows for which the predicate is unknown are left out', null, 20, 3),

    ('none when no row meets the predicate', 'failed', 20, 0),

    ('more than 32 bits hold', 'sent', 4000000000, 8000000000),
    ('more than 32 bits hold', 'sent', 4000000000, 8000000000)
),

results as (
    select
        name,
        expected,
        {{ count_events("event_type = 'sent'") }} as result
    from cases
    group by name, expected
    union all
    select
        'none when there is no row' as name,
        0 as expected,
        {{ count_events("event_type = 'sent'") }} as result
    from cases
    where name = 'there is none'
    union all
    select
        concat(name, ', and is a whole number of 64 bits') as name,
        1 as expected,
        case when upper(typeof({{ count_events("event_type = 'sent'") }})) = 'BIGINT' then 1 else 0 end as result
    from cases
    group by name
)

select * from results
where result is distinct from expected
