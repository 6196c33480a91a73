-- What is there is present when the whole key is the same; null is a value of its own.
with arrived (name, campaign, channel) as (
    values
    ('the same', 'a', 'push'),
    ('another part of the key', 'a', 'text'),
    ('the other part of the key', 'b', 'push'),
    ('the same, without a part', 'c', null),
    ('without a part that is there', 'a', null)
),

present (campaign, channel) as (
    values ('a', 'push'), ('c', null)
),

results as (
    select
        arrived.name,
        {{ dbt.bool_or(is_present(['campaign', 'channel'])) | trim }} as is_there
    from arrived
    cross join present
    group by arrived.name
),

expected (name, is_there) as (
    values
    ('the same', true),
    ('another part of the key', false),
    ('the other part of the key', false),
    ('the same, without a part', true),
    ('without a part that is there', false)
)

select * from results
full outer join expected using (name)
where
    results.is_there is distinct from expected.is_there
    or {{ (is_present([]) == '') | lower }} is distinct from true
