-- Once per user: of the credits of one ruleset, campaign, event name and person, that of the earliest conversion (then
-- of the smallest conversion_id) counts.
with cases (name, ruleset_name, campaign_id, event_name, user_key, converted_at, conversion_id, expected) as (
    values
    ('an only conversion counts', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true),

    (
        'of three conversions the earliest counts',
        'r', 'K', 'purchase', 'u:1', timestamp '2026-05-02 08:00:00', 'a', false
    ),
    (
        'of three conversions the earliest counts',
        'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'c', true
    ),
    (
        'of three conversions the earliest counts',
        'r', 'K', 'purchase', 'u:1', timestamp '2026-05-03 08:00:00', 'b', false
    ),

    ('one microsecond decides', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00.000001', 'a', false),
    ('one microsecond decides', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'b', true),

    ('at one instant the smallest id counts', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'b', false),
    ('at one instant the smallest id counts', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true),

    ('ids are compared byte by byte', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', false),
    ('ids are compared byte by byte', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'B', true),

    ('another campaign counts for itself', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true),
    ('another campaign counts for itself', 'r', 'I', 'purchase', 'u:1', timestamp '2026-05-02 08:00:00', 'b', true),

    (
        'one conversion counts for each of its campaigns',
        'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true
    ),
    (
        'one conversion counts for each of its campaigns',
        'r', 'I', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true
    ),

    ('another event name counts for itself', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true),
    ('another event name counts for itself', 'r', 'K', 'login', 'u:1', timestamp '2026-05-02 08:00:00', 'b', true),

    ('another person counts for themselves', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true),
    ('another person counts for themselves', 'r', 'K', 'purchase', 'u:2', timestamp '2026-05-02 08:00:00', 'b', true),

    (
        'a device without a user is a person of its own',
        'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true
    ),
    (
        'a device without a user is a person of its own',
        'r', 'K', 'purchase', 'd:1', timestamp '2026-05-02 08:00:00', 'b', true
    ),
    (
        'a device without a user is a person of its own',
        'r', 'K', 'purchase', 'd:1', timestamp '2026-05-03 08:00:00', 'c', false
    ),

    ('another ruleset counts for itself', 'r', 'K', 'purchase', 'u:1', timestamp '2026-05-01 08:00:00', 'a', true),
    ('another ruleset counts for itself', 's', 'K', 'purchase', 'u:1', timestamp '2026-05-02 08:00:00', 'b', true)
),

credits as (
    select
        *,
        concat(name, ': ', ruleset_name) as ruleset,
        {{ hash_of('user_key') }} as person_hash
    from cases
),

results as (
    select
        *,
        {{ is_first_of_person('credits', 'credits') }} as result
    from credits
)

select * from results
where result is distinct from expected
