-- The person of an event is the user it names, else the user who holds its device, else the device.
with cases (name, own_user_id, holder_user_id, device_id, expected_user_key) as (
    values
    ('the own user comes first', 'ann', 'bob', 'phone', 'u:ann'),
    ('the own user needs no device', 'ann', null, null, 'u:ann'),
    ('the own user comes before a device that nobody holds', 'ann', null, 'phone', 'u:ann'),
    ('the own user may be the one who holds the device', 'ann', 'ann', 'phone', 'u:ann'),
    ('without an own user the holder of the device is it', null, 'bob', 'phone', 'u:bob'),
    ('a device that nobody holds is a person of its own', null, null, 'phone', 'd:phone'),
    ('a user and a device of one id are two persons', null, null, 'ann', 'd:ann'),
    ('an id may look like a key', 'd:phone', null, 'phone', 'u:d:phone'),
    ('an event of nobody has no person', null, null, null, null)
),

hashed as (
    select
        *,
        {{ user_hash('own_user_id') }} as own_user_hash,
        {{ user_hash('holder_user_id') }} as holder_user_hash,
        {{ device_hash('device_id') }} as device_hash,
        {{ hash_of('expected_user_key') }} as expected
    from cases
),

results as (
    select
        *,
        {{ person_hash('own_user_hash', 'holder_user_hash', 'device_hash') }} as result
    from hashed
)

select * from results
where result is distinct from expected
