-- The hash of a device as a person is that of its user_key, `d:` and the id; no device has no hash.
with cases (name, device_id, user_key, expected) as (
    values
    ('the key of the device', 'phone', 'd:phone', true),
    ('the key of another device', 'phone', 'd:tablet', false),
    ('the key of a device in capital letters', 'phone', 'd:Phone', false),
    ('the key of a user with that id', 'phone', 'u:phone', false),
    ('the id alone', 'phone', 'phone', false),
    ('an id that looks like a key', 'u:ann', 'd:u:ann', true),
    ('an id that looks like the key of a user is not that user', 'u:ann', 'u:ann', false),
    ('an id in another alphabet', '전화', 'd:전화', true),
    ('an id with a quote', 'ann''s', 'd:ann''s', true),
    ('no device', null, 'd:', null),
    ('no device is not the device "null"', null, 'd:null', null)
),

results as (
    select
        *,
        {{ device_hash('device_id') }} = {{ hash_of('user_key') }} as result
    from cases
)

select * from results
where result is distinct from expected
