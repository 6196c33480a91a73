-- What is there is present when the whole key is the same.
with arrived (name, campaign, channel) as (
    values
    ('the same', 'a', 'push'),
    ('another part of the key', 'a', 'text'),
    ('the other part of the key', 'b', 'push')
),

present (campaign, channel) as (
    values ('a', 'push')
),

results as (
    select
        arrived.name,
        {{ is_present(['campaign', 'channel']) }} as is_there
    from arrived
    cross join present
),

expected (name, is_there) as (
    values
    ('the same', true),
    ('another part of the key', false),
    ('the other part of the key', false)
)

select * from results
full outer join expected using (name)
where
    results.is_there is distinct from expected.is_there
    or {{ (is_present([]) == '') | lower }} is distinct from true
