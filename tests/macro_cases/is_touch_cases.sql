-- A touch is a send, an impression, an open or a click, whatever set the message off, but not of a test message.
with cases (name, event_type, trigger_type, expected) as (
    values
    ('a send', 'sent', 'console', true),
    ('an impression', 'impression', 'api', true),
    ('an open', 'open', 'journey', true),
    ('a click', 'click', 'recurring', true),
    ('a click of an unknown trigger', 'click', 'TEST', true),
    ('a click without a trigger', 'click', null, true),
    ('a click in a test message', 'click', 'test', false),
    ('a targeted person', 'targeted', null, false),
    ('a failure', 'failed', null, false),
    ('a restriction', 'restricted', null, false),
    ('a person held out', 'held_out', null, false),
    ('a click in capital letters', 'Click', null, false)
),

results as (
    select
        *,
        {{ is_touch('event_type', 'trigger_type') }} as result
    from cases
)

select * from results
where result is distinct from expected
