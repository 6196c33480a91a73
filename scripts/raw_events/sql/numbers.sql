-- Number the messages, visits and people of the chunk at hand. `slices` says which they are.

create temp table message_numbers as
select
    slice,
    day,
    unnest(range(first_message, first_message + messages)) as message_number
from slices;

create temp table visit_numbers as
select
    slice,
    day,
    unnest(range(first_visit, first_visit + visits)) as visit_number
from slices;

-- The devices of the people for whom this is the day of log-ins.
create temp table device_numbers as
with people as (
    select
        slice,
        unnest(range(day, getvariable('users'), getvariable('days'))) as person
    from slices
    where part = 0
)

select
    people.slice,
    people.person,
    device_of(people.person, device_ranks.device_rank) as device
from people
inner join device_ranks on devices_of(people.person) = device_ranks.devices;
