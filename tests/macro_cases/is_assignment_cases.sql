-- People are assigned where they were meant to get a message or were held out from it; in the app, where they saw it.
with cases (name, channel, event_type, expected) as (
    values
    ('a person held out is', 'push', 'held_out', true),
    ('a person held out in the app is', 'in_app', 'held_out', true),
    ('a target of a push is', 'push', 'targeted', true),
    ('a send of a text is', 'text', 'sent', true),
    ('an impression in the app is', 'in_app', 'impression', true),
    ('an impression of a push is not', 'push', 'impression', false),
    ('a failure is not', 'push', 'failed', false),
    ('a restriction is not', 'push', 'restricted', false),
    ('an open is not', 'push', 'open', false),
    ('a click is not', 'in_app', 'click', false)
),

results as (
    select
        *,
        {{ is_assignment('channel', 'event_type') }} as result
    from cases
)

select * from results
where result is distinct from expected
