-- The hash of a user is that of the user_key, `u:` and the id; no user has no hash.
with cases (name, user_id, user_key, expected) as (
    values
    ('the key of the user', 'ann', 'u:ann', true),
    ('the key of another user', 'ann', 'u:bob', false),
    ('the key of a user in capital letters', 'ann', 'u:Ann', false),
    ('the key of a device with that id', 'ann', 'd:ann', false),
    ('the id alone', 'ann', 'ann', false),
    ('an id that looks like a key', 'd:phone', 'u:d:phone', true),
    ('an id that looks like the key of a device is not that device', 'd:phone', 'd:phone', false),
    ('an id in another alphabet', '안나', 'u:안나', true),
    ('an id with a quote', 'o''hara', 'u:o''hara', true),
    ('no user', null, 'u:', null),
    ('no user is not the user "null"', null, 'u:null', null)
),

results as (
    select
        *,
        {{ user_hash('user_id') }} = {{ hash_of('user_key') }} as result
    from cases
)

select * from results
where result is distinct from expected
