-- A person is identified when it is a user, not a device.
with cases (name, user_key, expected) as (
    values
    ('a user is', 'u:ann', true),
    ('a device is not', 'd:phone', false),
    ('a user whose id looks like a device is', 'u:d:phone', true),
    ('a device whose id looks like a user is not', 'd:u:ann', false),
    ('a device whose id begins with u is not', 'd:u', false),
    ('a user with a percent sign is', 'u:100%', true),
    ('nobody is unknown', null, null)
),

results as (
    select
        *,
        {{ is_identified('user_key') }} as result
    from cases
)

select * from results
where result is distinct from expected
