-- What is there is present when the whole key is the same; where earlier rows are added beside later ones, only when it is no later.
with arrived (name, campaign, channel, moment) as (
    values
    ('the same', 'a', 'push', 2),
    ('another part of the key', 'a', 'text', 2),
    ('the other part of the key', 'b', 'push', 2),
    ('earlier', 'a', 'push', 1),
    ('later', 'a', 'push', 3)
),

present (campaign, channel, moment) as (
    values ('a', 'push', 2)
),

results as (
    select
        arrived.name,
        {{ is_present(['campaign', 'channel']) }} as is_there,
        {{ is_present(['campaign', 'channel'], 'moment') }} as is_there_and_no_later
    from arrived
    cross join present
),

expected (name, is_there, is_there_and_no_later) as (
    values
    ('the same', true, true),
    ('another part of the key', false, false),
    ('the other part of the key', false, false),
    ('earlier', true, false),
    ('later', true, true)
)

select * from results
full outer join expected using (name)
where
    results.is_there is distinct from expected.is_there
    or results.is_there_and_no_later is distinct from expected.is_there_and_no_later
    or {{ (is_present([]) == '') | lower }} is distinct from true
